// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.boxes;

import java.util.OptionalDouble;

/**
 * A box as its file has it.
 *
 * @param image id of the image in COCO files, else its name without extension
 * @param category id of the class in COCO files, its number from 0 in YOLO and CSV files, its name in VOC files
 * @param x left edge, in pixels or as a fraction of the width
 * @param y upper edge
 * @param width of 0 or more
 * @param height of 0 or more
 * @param area where the file has one, in square pixels
 * @param crowd whether it is a group of objects, or marked as difficult
 * @param score of a detection
 */
public record LabeledBox(
        String image,
        String category,
        double x,
        double y,
        double width,
        double height,
        OptionalDouble area,
        boolean crowd,
        OptionalDouble score) {
    private static final double MOST = 1e9;

    /** Checks the numbers. */
    public LabeledBox {
        if (!(Math.abs(x) <= MOST && Math.abs(y) <= MOST && width <= MOST && height <= MOST)) {
            throw new IllegalArgumentException(
                    "the box is " + numbers(x, y, width, height) + "; expected finite numbers of at most a billion");
        }
        if (!(width >= 0 && height >= 0)) {
            throw new IllegalArgumentException(
                    "the box is " + numbers(x, y, width, height) + "; width and height must not be negative");
        }
        if (!(area.orElse(0) >= 0 && area.orElse(0) <= MOST * MOST)) {
            throw new IllegalArgumentException(
                    "the area is " + area.orElse(0) + "; expected a finite number of 0 or more");
        }
        if (!Double.isFinite(score.orElse(0))) {
            throw new IllegalArgumentException("the score is " + score.orElse(0) + "; expected a finite number");
        }
    }

    private static String numbers(double x, double y, double width, double height) {
        return x + ", " + y + ", " + width + " x " + height;
    }
}
