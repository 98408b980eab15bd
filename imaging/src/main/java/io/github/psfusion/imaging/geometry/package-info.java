// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** Sizes of images: padding and cropping, resampling. */
@NullMarked
package io.github.psfusion.imaging.geometry;

import org.jspecify.annotations.NullMarked;
