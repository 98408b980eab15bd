// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.numeric;

/**
 * Mean and variance of a field in each window, weighted by the window. Variances are those of a population,
 * {@code filter(X^2) - filter(X)^2}: rounding can leave a flat window slightly above or below 0.
 *
 * @param mean means, one per window that lies wholly inside
 * @param variance variances of the same windows, not clamped
 */
public record Moments(Field mean, Field variance) {
    /** Computes the moments in all windows that lie wholly inside; both are empty where none does. */
    public static Moments of(SeparableFilter window, Field field) {
        Field mean = window.valid(field);
        return new Moments(mean, lessProduct(window.validOfProduct(field, field), mean, mean));
    }

    /**
     * Computes the covariance of two fields in each window, {@code filter(X Y) - filter(X) filter(Y)}.
     *
     * @param first a field
     * @param ofFirst its moments under the same window
     * @param second another field of its size
     * @param ofSecond its moments under the same window
     */
    public static Field covariance(
            SeparableFilter window, Field first, Moments ofFirst, Field second, Moments ofSecond) {
        return lessProduct(window.validOfProduct(first, second), ofFirst.mean, ofSecond.mean);
    }

    /** Subtracts in place: the products are nobody else's yet. */
    private static Field lessProduct(Field products, Field first, Field second) {
        double[] values = products.values();
        double[] a = first.values();
        double[] b = second.values();
        for (int i = 0; i < values.length; i++) {
            values[i] -= a[i] * b[i];
        }
        return products;
    }
}
