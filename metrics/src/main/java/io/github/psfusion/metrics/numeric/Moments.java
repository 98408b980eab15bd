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
        Field variance = window.validOfProduct(field, field);
        subtractProduct(variance, mean, mean);
        return new Moments(window, field, mean, variance);
    }

    /**
     * Computes the covariance with another field in each window, {@code filter(X Y) - filter(X) filter(Y)}.
     *
     * @param other moments of a field of the same size under the same window
     */
    public Field covariance(Moments other) {
        Field covariance = window.validOfProduct(field, other.field);
        subtractProduct(covariance, mean, other.mean);
        return covariance;
    }

    /** Subtracts in place: the minuend was made a line before and is nobody else's yet. */
    private static void subtractProduct(Field minuend, Field first, Field second) {
        double[] values = minuend.values();
        double[] a = first.values();
        double[] b = second.values();
        for (int i = 0; i < values.length; i++) {
            values[i] -= a[i] * b[i];
        }
    }
}
