// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

/** What becomes of the size of images when a data set is prepared. */
public sealed interface Reshaping {
    /** Files are taken over byte for byte. */
    record None() implements Reshaping {}

    /**
     * Every image is brought to one size: images by bicubic interpolation, maps by taking the nearest pixel.
     *
     * @param width new width in pixels, at least 1
     * @param height new height in pixels, at least 1
     */
    record Resize(int width, int height) implements Reshaping {
        /** Checks the size. */
        public Resize {
            requirePositive(width, height);
        }
    }

    /**
     * Every image is cut into windows. A last window at each border makes the windows cover the image; where a
     * image is smaller than the window, it is taken whole in that direction.
     *
     * @param width width of a window in pixels, at least 1
     * @param height height of a window in pixels, at least 1
     * @param stride distance from window to window in pixels, at least 1
     */
    record Crop(int width, int height, int stride) implements Reshaping {
        /** Checks window and stride. */
        public Crop {
            requirePositive(width, height);
            if (stride < 1) {
                throw new IllegalArgumentException("stride " + stride + " must be at least 1");
            }
        }
    }

    private static void requirePositive(int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("size " + width + " x " + height + " must be at least 1 x 1");
        }
    }
}
