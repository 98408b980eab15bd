// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.classical;

import io.github.psfusion.imaging.numeric.DoubleImage;
import java.util.Arrays;

/** Filters that classical methods share. Unless stated otherwise, the edge is replicated beyond the border. */
final class Filters {
    private Filters() {}

    /** Returns the means over a square of {@code 2 radius + 1} pixels. */
    static DoubleImage mean(DoubleImage image, int radius) {
        return meanOfRows(meanOfRows(image, radius, Window.REPLICATED).transposed(), radius, Window.REPLICATED)
                .transposed();
    }

    /** Returns the means over the part of a square of {@code 2 radius + 1} pixels that lies within the image. */
    static DoubleImage meanWithin(DoubleImage image, int radius) {
        return meanOfRows(meanOfRows(image, radius, Window.CUT).transposed(), radius, Window.CUT)
                .transposed();
    }

    /** What a window that reaches beyond the border holds. */
    private enum Window {
        /** The replicated edge. */
        REPLICATED,
        /** Only its part within the image. */
        CUT
    }

    /** Differences of running sums: the same work for any radius. */
    private static DoubleImage meanOfRows(DoubleImage image, int radius, Window window) {
        int width = image.width();
        DoubleImage result = DoubleImage.zeros(width, image.height());
        double[] from = image.values();
        double[] to = result.values();
        double[] sums = new double[width + 1];
        for (int y = 0; y < image.height(); y++) {
            int row = y * width;
            for (int x = 0; x < width; x++) {
                sums[x + 1] = sums[x] + from[row + x];
            }
            double first = from[row];
            double last = from[row + width - 1];
            for (int x = 0; x < width; x++) {
                int left = x - radius;
                int right = x + radius;
                double within = sums[Math.min(right + 1, width)] - sums[Math.max(left, 0)];
                if (window == Window.REPLICATED) {
                    double before = first * Math.max(-left, 0);
                    double after = last * Math.max(right - (width - 1), 0);
                    to[row + x] = (before + within + after) / (2 * radius + 1);
                } else {
                    to[row + x] = within / (Math.min(right + 1, width) - Math.max(left, 0));
                }
            }
        }
        return result;
    }

    /** Returns the medians over 3 x 3 pixels. */
    static DoubleImage median(DoubleImage image) {
        DoubleImage result = DoubleImage.zeros(image.width(), image.height());
        double[] window = new double[9];
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                int count = 0;
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        window[count++] = image.nearest(x + dx, y + dy);
                    }
                }
                Arrays.sort(window);
                result.values()[y * image.width() + x] = window[window.length / 2];
            }
        }
        return result;
    }

    /** Returns the sum of the four neighbors less four times the pixel. */
    static DoubleImage laplacian(DoubleImage image) {
        int width = image.width();
        DoubleImage result = DoubleImage.zeros(width, image.height());
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < width; x++) {
                result.values()[y * width + x] = image.nearest(x - 1, y)
                        + image.nearest(x + 1, y)
                        + image.nearest(x, y - 1)
                        + image.nearest(x, y + 1)
                        - 4 * image.nearest(x, y);
            }
        }
        return result;
    }
}
