// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Fusion of many pairs on Apache Spark: {@link io.github.psfusion.spark.FuseJob} is the program for {@code spark-submit}. The driver
 * lists and pairs names, the executors read, fuse and write; no image passes through the driver.
 */
@NullMarked
package io.github.psfusion.spark;

import org.jspecify.annotations.NullMarked;
