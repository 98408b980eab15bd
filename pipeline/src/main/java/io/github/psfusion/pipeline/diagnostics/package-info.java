// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** Whether a machine can fuse: Java, CPU, memory, disk, the backend, the weights. */
@NullMarked
package io.github.psfusion.pipeline.diagnostics;

import org.jspecify.annotations.NullMarked;
