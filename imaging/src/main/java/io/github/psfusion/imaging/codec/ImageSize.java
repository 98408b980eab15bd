// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

/**
 * The size of an image, after its orientation was applied.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 */
public record ImageSize(int width, int height) {
    /** Returns the size with width and height swapped. */
    ImageSize transposed() {
        return new ImageSize(/* width= */ height, /* height= */ width);
    }

    @Override
    public String toString() {
        return width + " x " + height;
    }
}
