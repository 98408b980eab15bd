// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.numeric;

/**
 * Differences of a field along its rows and down its columns, as large as the field.
 *
 * @param x difference along the row: right minus left
 * @param y difference down the column: below minus above
 */
public record Gradients(Field x, Field y) {
    /**
     * Computes half the difference of both neighbours; in the first and last column (row) the whole difference to the one
     * neighbour. With one column (row) it is 0.
     */
    public static Gradients central(Field field) {
        int width = field.width();
        int height = field.height();
        double[] in = field.values();
        double[] x = new double[in.length];
        double[] y = new double[in.length];
        for (int row = 0; row < height; row++) {
            int start = row * width;
            for (int column = 1; column < width - 1; column++) {
                x[start + column] = (in[start + column + 1] - in[start + column - 1]) / 2;
            }
            if (width > 1) {
                x[start] = in[start + 1] - in[start];
                x[start + width - 1] = in[start + width - 1] - in[start + width - 2];
            }
            int above = Math.max(row - 1, 0) * width;
            int below = Math.min(row + 1, height - 1) * width;
            double distance = row == 0 || row == height - 1 ? 1 : 2;
            for (int column = 0; column < width; column++) {
                y[start + column] = (in[below + column] - in[above + column]) / distance;
            }
        }
        return new Gradients(Field.wrap(width, height, x), Field.wrap(width, height, y));
    }

    /** Computes Sobel's differences: smoothed with (1, 2, 1) in the other direction. */
    public static Gradients sobel(Field field, Border border) {
        return smoothed(field, border, 2);
    }

    /** Computes Prewitt's differences: smoothed with (1, 1, 1) in the other direction. */
    public static Gradients prewitt(Field field, Border border) {
        return smoothed(field, border, 1);
    }

    /** Returns {@code sqrt(x^2 + y^2)} at each place. */
    public Field magnitude() {
        double[] across = x.values();
        double[] down = y.values();
        double[] magnitude = new double[across.length];
        for (int i = 0; i < magnitude.length; i++) {
            magnitude[i] = Math.sqrt(across[i] * across[i] + down[i] * down[i]);
        }
        return Field.wrap(x.width(), x.height(), magnitude);
    }

    private static Gradients smoothed(Field field, Border border, double middle) {
        int width = field.width();
        int height = field.height();
        int stride = width + 2;
        double[] in = border.around(field, 1, 1, 1, 1).values();
        double[] x = new double[width * height];
        double[] y = new double[width * height];
        double[] column = new double[stride]; // smoothed down the columns
        double[] change = new double[stride]; // changed down the columns
        for (int row = 0; row < height; row++) {
            int above = row * stride;
            for (int i = 0; i < stride; i++) {
                double top = in[above + i];
                double bottom = in[above + 2 * stride + i];
                column[i] = top + middle * in[above + stride + i] + bottom;
                change[i] = bottom - top;
            }
            int start = row * width;
            for (int i = 0; i < width; i++) {
                x[start + i] = column[i + 2] - column[i];
                y[start + i] = change[i] + middle * change[i + 1] + change[i + 2];
            }
        }
        return new Gradients(Field.wrap(width, height, x), Field.wrap(width, height, y));
    }
}
