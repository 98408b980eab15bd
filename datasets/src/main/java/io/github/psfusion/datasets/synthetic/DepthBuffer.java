// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import java.util.Arrays;

/** Which triangle is nearest at each sample. Nearness must be linear over the image: one over the depth in perspective. */
final class DepthBuffer {
    static final int EMPTY = -1;

    final int width;
    final int height;
    final float[] nearness;
    final int[] triangle;

    DepthBuffer(int width, int height) {
        this.width = width;
        this.height = height;
        nearness = new float[Math.multiplyExact(width, height)];
        triangle = new int[nearness.length];
        Arrays.fill(nearness, Float.NEGATIVE_INFINITY);
        Arrays.fill(triangle, EMPTY);
    }

    /** Draws a triangle of three corners, each (column, row, nearness), by its number. */
    void draw(double[] a, double[] b, double[] c, int number) {
        double area = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]);
        if (area == 0) {
            return;
        }
        double perColumn = ((b[2] - a[2]) * (c[1] - a[1]) - (c[2] - a[2]) * (b[1] - a[1])) / area;
        double perRow = ((b[0] - a[0]) * (c[2] - a[2]) - (c[0] - a[0]) * (b[2] - a[2])) / area;
        double top = Math.min(a[1], Math.min(b[1], c[1]));
        double bottom = Math.max(a[1], Math.max(b[1], c[1]));
        int firstRow = (int) Math.max(0, Math.ceil(top - 0.5));
        int lastRow = (int) Math.min(height - 1.0, Math.ceil(bottom - 0.5) - 1);
        double[] span = new double[2];
        for (int row = firstRow; row <= lastRow; row++) {
            double y = row + 0.5;
            span[0] = Double.POSITIVE_INFINITY;
            span[1] = Double.NEGATIVE_INFINITY;
            cross(a, b, y, span);
            cross(b, c, y, span);
            cross(c, a, y, span);
            int first = (int) Math.max(0, Math.ceil(span[0] - 0.5));
            int last = (int) Math.min(width - 1.0, Math.ceil(span[1] - 0.5) - 1);
            double atFirst = a[2] + (first + 0.5 - a[0]) * perColumn + (y - a[1]) * perRow;
            int index = row * width + first;
            for (int column = first; column <= last; column++, index++) {
                float near = (float) (atFirst + (column - first) * perColumn);
                if (near > nearness[index]) {
                    nearness[index] = near;
                    triangle[index] = number;
                }
            }
        }
    }

    /** Widens the span of a row by where the edge crosses it; half open, so that neighbors share no sample. */
    private static void cross(double[] from, double[] to, double y, double[] span) {
        if (from[1] <= y != to[1] <= y) {
            double x = from[0] + (y - from[1]) / (to[1] - from[1]) * (to[0] - from[0]);
            span[0] = Math.min(span[0], x);
            span[1] = Math.max(span[1], x);
        }
    }
}
