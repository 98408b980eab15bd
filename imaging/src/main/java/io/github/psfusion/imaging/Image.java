// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging;

/** An image: one plane, or three planes of color. Immutable. */
public sealed interface Image permits Plane, ColorImage {
    /** Returns the width in pixels, at least 1. */
    int width();

    /** Returns the height in pixels, at least 1. */
    int height();

    /** Returns the luminance {@code 0.299 R + 0.587 G + 0.114 B}, clipped to [0, 1]; a plane returns itself. */
    Plane luminance();

    /** Returns three planes; a plane is taken three times. */
    ColorImage toColor();
}
