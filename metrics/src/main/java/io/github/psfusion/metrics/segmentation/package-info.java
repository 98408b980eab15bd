// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** Numbers about predicted class maps: one confusion matrix over a whole set, and what follows from it. */
@NullMarked
package io.github.psfusion.metrics.segmentation;

import org.jspecify.annotations.NullMarked;
