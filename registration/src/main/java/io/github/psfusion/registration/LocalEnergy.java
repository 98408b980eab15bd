// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import io.github.psfusion.imaging.numeric.Border;
import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.imaging.numeric.SeparableFilter;

/**
 * The mean of an image under a Gaussian window of 12 pixels, over its valid pixels alone. The window is wide, so it is applied to
 * blocks of 4 x 4 pixels, and the result is interpolated between their centers.
 */
final class LocalEnergy {
    private static final int BLOCK = 4;
    private static final double SIGMA = 12;
    private static final SeparableFilter WINDOW = SeparableFilter.gaussian(19, SIGMA / BLOCK);

    private final double[][] lines; // of each row of blocks, interpolated to the columns of pixels
    private final double[] row;

    private LocalEnergy(DoubleImage means, int width) {
        lines = new double[means.height()][width];
        row = new double[width];
        for (int x = 0; x < width; x++) {
            double at = position(x, means.width());
            int left = (int) at;
            int right = Math.min(left + 1, means.width() - 1);
            for (int y = 0; y < lines.length; y++) {
                lines[y][x] = means.at(left, y) + (at - left) * (means.at(right, y) - means.at(left, y));
            }
        }
    }

    /**
     * Computes the means.
     *
     * @param values 0 where not valid
     */
    static LocalEnergy of(double[] values, boolean[] valid, int width, int height) {
        int columns = (width + BLOCK - 1) / BLOCK;
        int rows = (height + BLOCK - 1) / BLOCK;
        DoubleImage sums = DoubleImage.zeros(columns, rows);
        DoubleImage counts = DoubleImage.zeros(columns, rows);
        for (int y = 0; y < height; y++) {
            for (int column = 0; column < columns; column++) {
                int block = y / BLOCK * columns + column;
                int last = Math.min((column + 1) * BLOCK, width);
                for (int x = column * BLOCK; x < last; x++) {
                    sums.values()[block] += values[y * width + x];
                    counts.values()[block] += valid[y * width + x] ? 1 : 0;
                }
            }
        }
        DoubleImage weights = WINDOW.same(counts, Border.ZERO);
        // Where no valid pixel is near, the sum is 0, too.
        return new LocalEnergy(
                WINDOW.same(sums, Border.ZERO).combine(weights, (sum, weight) -> weight > 0 ? sum / weight : 0), width);
    }

    /** Returns the means of a row of pixels, in an array that is used again for the next row. */
    double[] row(int y) {
        double at = position(y, lines.length);
        int above = (int) at;
        interpolate(lines[above], lines[Math.min(above + 1, lines.length - 1)], at - above, row);
        return row;
    }

    private static void interpolate(double[] above, double[] below, double part, double[] row) {
        for (int x = 0; x < row.length; x++) {
            row[x] = above[x] + part * (below[x] - above[x]);
        }
    }

    private static double position(int pixel, int blocks) {
        return Math.min(Math.max((pixel + 0.5) / BLOCK - 0.5, 0), blocks - 1);
    }
}
