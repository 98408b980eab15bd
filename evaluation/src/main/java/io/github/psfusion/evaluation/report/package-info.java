// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** Writes scores as tables and as a page. */
@NullMarked
package io.github.psfusion.evaluation.report;

import org.jspecify.annotations.NullMarked;
