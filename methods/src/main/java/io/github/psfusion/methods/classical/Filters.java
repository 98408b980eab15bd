// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.classical;

import java.util.Arrays;

/** Filters of rasters. Those that say nothing else repeat the edge beyond the border. */
final class Filters {
    private Filters() {}

    /** Returns the means over a square of {@code 2 radius + 1} pixels. */
    static Raster mean(Raster raster, int radius) {
        return meanOfRows(meanOfRows(raster, radius, Border.REPEATED).transposed(), radius, Border.REPEATED)
                .transposed();
    }

    /** Returns the means over the part of a square of {@code 2 radius + 1} pixels that lies within the image. */
    static Raster meanWithin(Raster raster, int radius) {
        return meanOfRows(meanOfRows(raster, radius, Border.LEFT_OUT).transposed(), radius, Border.LEFT_OUT)
                .transposed();
    }

    private enum Border {
        REPEATED,
        LEFT_OUT
    }

    /** Differences of running sums: the same work for any radius. */
    private static Raster meanOfRows(Raster raster, int radius, Border border) {
        int width = raster.width();
        Raster result = new Raster(width, raster.height());
        double[] from = raster.samples();
        double[] to = result.samples();
        double[] sums = new double[width + 1];
        for (int y = 0; y < raster.height(); y++) {
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
                if (border == Border.REPEATED) {
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

    /** Filters with a Gaussian of {@code 2 radius + 1} taps each way, of sum 1. */
    static Raster gaussian(Raster raster, int radius, double sigma) {
        double[] taps = new double[2 * radius + 1];
        double sum = 0;
        for (int k = -radius; k <= radius; k++) {
            taps[k + radius] = Math.exp(-k * k / (2 * sigma * sigma));
            sum += taps[k + radius];
        }
        for (int k = 0; k < taps.length; k++) {
            taps[k] /= sum;
        }
        return rows(rows(raster, taps).transposed(), taps).transposed();
    }

    /** Filters each row with an odd number of taps. */
    static Raster rows(Raster raster, double[] taps) {
        int width = raster.width();
        int radius = taps.length / 2;
        Raster result = new Raster(width, raster.height());
        double[] padded = new double[width + 2 * radius];
        double[] to = result.samples();
        for (int y = 0; y < raster.height(); y++) {
            int row = y * width;
            System.arraycopy(raster.samples(), row, padded, radius, width);
            Arrays.fill(padded, 0, radius, padded[radius]);
            Arrays.fill(padded, radius + width, padded.length, padded[radius + width - 1]);
            for (int k = 0; k < taps.length; k++) {
                double tap = taps[k];
                for (int x = 0; x < width; x++) {
                    to[row + x] += tap * padded[x + k];
                }
            }
        }
        return result;
    }

    /** Returns the medians over 3 x 3 pixels. */
    static Raster median(Raster raster) {
        Raster result = new Raster(raster.width(), raster.height());
        double[] window = new double[9];
        for (int y = 0; y < raster.height(); y++) {
            for (int x = 0; x < raster.width(); x++) {
                int count = 0;
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        window[count++] = raster.near(x + dx, y + dy);
                    }
                }
                Arrays.sort(window);
                result.samples()[y * raster.width() + x] = window[window.length / 2];
            }
        }
        return result;
    }

    /** Returns the sum of the four neighbors less four times the pixel. */
    static Raster laplacian(Raster raster) {
        int width = raster.width();
        Raster result = new Raster(width, raster.height());
        for (int y = 0; y < raster.height(); y++) {
            for (int x = 0; x < width; x++) {
                result.samples()[y * width + x] = raster.near(x - 1, y)
                        + raster.near(x + 1, y)
                        + raster.near(x, y - 1)
                        + raster.near(x, y + 1)
                        - 4 * raster.near(x, y);
            }
        }
        return result;
    }
}
