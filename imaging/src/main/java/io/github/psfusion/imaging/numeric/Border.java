// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.numeric;

import java.util.Arrays;

/** The values that are assumed outside of an image. The drawings show a row {@code a b c d} with three values on either side. */
public enum Border {
    /** {@code 0 0 0 | a b c d | 0 0 0}. */
    ZERO {
        @Override
        public int source(int index, int length) {
            return index >= 0 && index < length ? index : NOTHING;
        }
    },
    /** {@code a a a | a b c d | d d d}. */
    REPLICATE {
        @Override
        public int source(int index, int length) {
            return Math.min(Math.max(index, 0), length - 1);
        }
    },
    /** {@code d c b | a b c d | c b a}: reflected without the edge; a side of 1 is repeated. */
    MIRROR {
        @Override
        public int source(int index, int length) {
            if (length == 1) {
                return 0;
            }
            int period = 2 * (length - 1);
            int inside = Math.floorMod(index, period);
            return inside < length ? inside : period - inside;
        }
    };

    /** The result of {@link #source} where the value is 0. */
    public static final int NOTHING = -1;

    /**
     * Returns the index of the value that is used at an index.
     *
     * @param index any index, also outside of the row
     * @param length number of values in the row or column, at least 1
     * @return an index from 0 to {@code length - 1}, or {@link #NOTHING}
     */
    public abstract int source(int index, int length);

    /**
     * Returns an image with a frame of this border.
     *
     * @param left columns before the first
     * @param right columns after the last
     * @param above rows before the first
     * @param below rows after the last
     */
    public DoubleImage around(DoubleImage image, int left, int right, int above, int below) {
        int width = Math.addExact(image.width(), left + right);
        int height = Math.addExact(image.height(), above + below);
        double[] framed = new double[Math.multiplyExact(width, height)];
        double[] row = new double[width];
        for (int y = 0; y < height; y++) {
            row(image, y - above, left, right, row);
            System.arraycopy(row, 0, framed, y * width, width);
        }
        return DoubleImage.wrap(width, height, framed);
    }

    /**
     * Fills an array with a row of an image and its border on either side.
     *
     * @param y index of the row, which may lie outside of the image
     * @param left columns before the first
     * @param right columns after the last
     * @param framed receives the row, {@code left + width + right} values
     * @return {@code framed}
     */
    public double[] row(DoubleImage image, int y, int left, int right, double[] framed) {
        int row = source(y, image.height());
        if (row == NOTHING) {
            Arrays.fill(framed, 0);
            return framed;
        }
        int width = image.width();
        System.arraycopy(image.values(), row * width, framed, left, width);
        for (int x = 0; x < left; x++) {
            framed[x] = valueAt(image.values(), row, source(x - left, width), width);
        }
        for (int x = left + width; x < left + width + right; x++) {
            framed[x] = valueAt(image.values(), row, source(x - left, width), width);
        }
        return framed;
    }

    private static double valueAt(double[] values, int row, int column, int width) {
        return column == NOTHING ? 0 : values[row * width + column];
    }
}
