// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.numeric;

/**
 * Mean and variance of a field in each window, weighted by the window. Variances are those of a population,
 * {@code filter(X^2) - filter(X)^2}: rounding can leave a flat window slightly above or below 0.
 *
 * @param window the window
 * @param field what is looked at
 * @param mean means, one per window that lies wholly inside
 * @param variance variances of the same windows, not clamped
 */
public record Moments(SeparableFilter window, Field field, Field mean, Field variance) {
    /** Computes the moments in all windows that lie wholly inside; both are empty where none does. */
    public static Moments of(SeparableFilter window, Field field) {
        Field mean = window.valid(field);
        return new Moments(window, field, mean, productLess(window, field, field, mean, mean));
    }

    /**
     * Computes the covariance with another field in each window, {@code filter(X Y) - filter(X) filter(Y)}.
     *
     * @param other moments of a field of the same size under the same window
     */
    public Field covariance(Moments other) {
        return productLess(window, field, other.field, mean, other.mean);
    }

    /** Returns {@code filter(X Y) - meanOfX meanOfY}. */
    private static Field productLess(SeparableFilter window, Field x, Field y, Field meanOfX, Field meanOfY) {
        int width = meanOfX.width();
        double[] difference = new double[meanOfX.size()];
        double[] a = new double[width];
        double[] b = new double[width];
        window.validOfProduct(x, y, (number, row) -> {
            meanOfX.row(number, a);
            meanOfY.row(number, b);
            subtractProduct(row, a, b);
            System.arraycopy(row, 0, difference, number * width, width);
        });
        return Field.wrap(width, meanOfX.height(), difference);
    }

    private static void subtractProduct(double[] row, double[] a, double[] b) {
        for (int i = 0; i < row.length; i++) {
            row[i] -= a[i] * b[i];
        }
    }
}
