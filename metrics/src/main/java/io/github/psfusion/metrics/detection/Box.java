// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.detection;

/**
 * An axis-parallel rectangle in continuous pixel coordinates: the left edge of column 0 is 0, and a width has no 1 added to it.
 *
 * @param x left edge
 * @param y upper edge
 * @param width of 0 or more
 * @param height of 0 or more
 */
public record Box(double x, double y, double width, double height) {
    /** Largest magnitude of a coordinate: areas of larger boxes lose digits that decide matches. */
    public static final double MAX = 1e9;

    /** Checks that the values are finite and in range. */
    public Box {
        if (!(Math.abs(x) <= MAX && Math.abs(y) <= MAX)) {
            throw new IllegalArgumentException(
                    "the corner of the box is (" + x + ", " + y + "); expected finite numbers");
        }
        if (!(width >= 0 && height >= 0 && width <= MAX && height <= MAX)) {
            throw new IllegalArgumentException(
                    "the size of the box is " + width + " x " + height + "; expected finite numbers of 0 or more");
        }
    }

    /** Returns the area in square pixels. */
    public double area() {
        return width * height;
    }

    /** Returns the area that both boxes share. */
    public double intersection(Box other) {
        double w = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
        double h = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
        return w <= 0 || h <= 0 ? 0 : w * h;
    }

    /** Returns intersection over union, 0 to 1; 0 for boxes that do not overlap, whatever their areas. */
    public double iou(Box other) {
        double both = intersection(other);
        return both == 0 ? 0 : both / (area() + other.area() - both);
    }

    /** Returns the share of this box that lies in another one, 0 to 1. */
    double shareIn(Box other) {
        double both = intersection(other);
        return both == 0 ? 0 : both / area();
    }
}
