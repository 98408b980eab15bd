// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** Metrics of predicted label maps: one confusion matrix over a whole set, and the scores that follow from it. */
@NullMarked
package io.github.psfusion.metrics.segmentation;

import org.jspecify.annotations.NullMarked;
