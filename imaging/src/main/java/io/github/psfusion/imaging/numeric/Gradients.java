// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.numeric;

/**
 * Differences of an image along its rows and down its columns, as large as the image.
 *
 * @param x difference along the row: right minus left
 * @param y difference down the column: below minus above
 */
public record Gradients(DoubleImage x, DoubleImage y) {
    /**
     * Computes half the difference of both neighbors; in the first and last column (row) the whole difference to the one
     * neighbor. With one column (row) it is 0.
     */
    public static Gradients central(DoubleImage image) {
        int width = image.width();
        double[] x = new double[image.size()];
        double[] y = new double[image.size()];
        central(image, (row, along, down) -> {
            System.arraycopy(along, 0, x, row * width, width);
            System.arraycopy(down, 0, y, row * width, width);
        });
        return new Gradients(DoubleImage.wrap(width, image.height(), x), DoubleImage.wrap(width, image.height(), y));
    }

    /** Computes what {@link #central(DoubleImage)} does, and passes each row on instead of storing it. */
    public static void central(DoubleImage image, Rows result) {
        int width = image.width();
        int last = width - 1;
        double[] here = new double[width];
        double[] before = new double[width];
        double[] after = new double[width];
        double[] along = new double[width];
        double[] down = new double[width];
        for (int row = 0; row < image.height(); row++) {
            int above = Math.max(row - 1, 0);
            int below = Math.min(row + 1, image.height() - 1);
            image.row(above, before);
            image.row(below, after);
            subtract(after, before, below - above == 2 ? 0.5 : 1, down);
            if (width > 1) {
                image.row(row, here);
                System.arraycopy(here, 0, before, 1, last);
                System.arraycopy(here, 1, after, 0, last);
                subtract(after, before, 0.5, along);
                along[0] = here[1] - here[0];
                along[last] = here[last] - here[last - 1];
            }
            result.row(row, along, down);
        }
    }

    /** Takes rows of differences one after the other. */
    @FunctionalInterface
    public interface Rows {
        /**
         * Takes the next row.
         *
         * @param row index of the row, from 0
         * @param x differences along the row; the array is used again for the next row, and so is the other
         * @param y differences down the column
         */
        void row(int row, double[] x, double[] y);
    }

    private static void subtract(double[] minuend, double[] subtrahend, double factor, double[] difference) {
        for (int i = 0; i < difference.length; i++) {
            difference[i] = (minuend[i] - subtrahend[i]) * factor;
        }
    }

    /** Computes Sobel's differences: smoothed with (1, 2, 1) in the other direction. */
    public static Gradients sobel(DoubleImage image, Border border) {
        return smoothed(image, border, 2);
    }

    /** Computes Prewitt's differences: smoothed with (1, 1, 1) in the other direction. */
    public static Gradients prewitt(DoubleImage image, Border border) {
        return smoothed(image, border, 1);
    }

    /** Returns {@code sqrt(x^2 + y^2)} at each pixel. */
    public DoubleImage magnitude() {
        double[] across = x.values();
        double[] down = y.values();
        double[] magnitude = new double[across.length];
        for (int i = 0; i < magnitude.length; i++) {
            magnitude[i] = Math.sqrt(across[i] * across[i] + down[i] * down[i]);
        }
        return DoubleImage.wrap(x.width(), x.height(), magnitude);
    }

    private static Gradients smoothed(DoubleImage image, Border border, double middle) {
        int width = image.width();
        int height = image.height();
        int framed = width + 2;
        double[] x = new double[width * height];
        double[] y = new double[width * height];
        double[] above = border.row(image, -1, 1, 1, new double[framed]);
        double[] here = border.row(image, 0, 1, 1, new double[framed]);
        double[] below = new double[framed];
        double[] column = new double[framed]; // smoothed down the columns
        double[] change = new double[framed]; // changed down the columns
        double[] difference = new double[width];
        double[][] parts = new double[3][width];
        for (int row = 0; row < height; row++) {
            border.row(image, row + 1, 1, 1, below);
            weighted(above, middle, here, below, column);
            subtract(below, above, 1, change);
            int start = row * width;
            System.arraycopy(column, 0, parts[0], 0, width);
            System.arraycopy(column, 2, parts[2], 0, width);
            subtract(parts[2], parts[0], 1, difference);
            System.arraycopy(difference, 0, x, start, width);
            for (int i = 0; i < parts.length; i++) {
                System.arraycopy(change, i, parts[i], 0, width);
            }
            weighted(parts[0], middle, parts[1], parts[2], difference);
            System.arraycopy(difference, 0, y, start, width);
            double[] oldest = above;
            above = here;
            here = below;
            below = oldest;
        }
        return new Gradients(DoubleImage.wrap(width, height, x), DoubleImage.wrap(width, height, y));
    }

    private static void weighted(double[] first, double weight, double[] second, double[] third, double[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] = first[i] + weight * second[i] + third[i];
        }
    }
}
