// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** What a training run leaves behind besides weights: tables, records and charts of its losses. */
@NullMarked
package io.github.psfusion.training.log;

import org.jspecify.annotations.NullMarked;
