// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import io.github.psfusion.imaging.Plane;

/**
 * The convex hull of the bright pixels of an image, by rows. Each row with a bright pixel gives its first and its last one; the
 * hull's left side is the lower hull of the first ones, its right side the upper hull of the last ones (Andrew's monotone chain).
 */
final class ConvexHull {
    private final int[] first;
    private final int[] last;

    /** Finds the pixels above a level. */
    ConvexHull(Plane image, float level) {
        int height = image.height();
        first = new int[height];
        last = new int[height];
        for (int y = 0; y < height; y++) {
            int left = 0;
            int right = image.width() - 1;
            while (left <= right && image.at(left, y) <= level) {
                left++;
            }
            while (right >= left && image.at(right, y) <= level) {
                right--;
            }
            first[y] = left;
            last[y] = left <= right ? right : -1;
        }
    }

    /**
     * Fills in where the hull begins and ends in each row; rows beyond it get an empty range.
     *
     * @return false if there is no bright pixel
     */
    boolean rows(double[] left, double[] right) {
        int top = 0;
        int bottom = first.length - 1;
        while (top <= bottom && last[top] < 0) {
            top++;
        }
        while (bottom > top && last[bottom] < 0) {
            bottom--;
        }
        for (int y = 0; y < left.length; y++) {
            left[y] = 0;
            right[y] = -1;
        }
        if (top > bottom) {
            return false;
        }
        side(first, 1, top, bottom, left);
        side(last, -1, top, bottom, right);
        return true;
    }

    /** Fills one side: the chain of the points that no line between two others passes on the outside. */
    private void side(int[] points, int sign, int top, int bottom, double[] side) {
        int[] chain = new int[bottom - top + 1];
        int count = 0;
        for (int y = top; y <= bottom; y++) {
            if (last[y] < 0) {
                continue;
            }
            while (count >= 2
                    && sign
                                    * cross(
                                            chain[count - 2],
                                            points[chain[count - 2]],
                                            chain[count - 1],
                                            points[chain[count - 1]],
                                            y,
                                            points[y])
                            <= 0) {
                count--;
            }
            chain[count++] = y;
        }
        for (int i = 0; i + 1 < count; i++) {
            int from = chain[i];
            int to = chain[i + 1];
            for (int y = from; y <= to; y++) {
                side[y] = points[from] + (double) (points[to] - points[from]) * (y - from) / (to - from);
            }
        }
        side[chain[0]] = points[chain[0]];
    }

    /** Positive if the turn from the first over the second to the third point leads to larger x. */
    private static long cross(int y0, int x0, int y1, int x1, int y2, int x2) {
        return (long) (y1 - y0) * (x2 - x0) - (long) (x1 - x0) * (y2 - y0);
    }
}
