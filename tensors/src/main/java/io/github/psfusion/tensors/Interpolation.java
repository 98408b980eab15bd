// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors;

/** The coordinate transformation of a bilinear resizing. */
public enum Interpolation {
    /** The corner samples of source and result coincide: {@code source = i (in - 1) / (out - 1)}, 0 if out is 1. */
    ALIGN_CORNERS,
    /** The outer edges of source and result coincide: {@code source = max(0, (i + 0.5) in / out - 0.5)}. */
    HALF_PIXEL
}
