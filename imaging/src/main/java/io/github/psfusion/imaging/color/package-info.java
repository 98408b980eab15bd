// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** Luminance and color of the visible image: taken apart before fusion, put together again after it. */
@NullMarked
package io.github.psfusion.imaging.color;

import org.jspecify.annotations.NullMarked;
