// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.numeric;

import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.imaging.numeric.SeparableFilter;

/**
 * Mean and variance of an image in each window, weighted by the window. Variances are those of a population,
 * {@code filter(X^2) - filter(X)^2}: rounding can leave a flat window slightly above or below 0.
 *
 * @param window the window
 * @param image the image
 * @param mean means, one per window that lies wholly inside
 * @param variance variances of the same windows, not clamped
 */
public record Moments(SeparableFilter window, DoubleImage image, DoubleImage mean, DoubleImage variance) {
    /** Computes the moments in all windows that lie wholly inside; both are empty where none does. */
    public static Moments of(SeparableFilter window, DoubleImage image) {
        DoubleImage mean = window.valid(image);
        return new Moments(window, image, mean, productLess(window, image, image, mean, mean));
    }

    /**
     * Computes the covariance with another image in each window, {@code filter(X Y) - filter(X) filter(Y)}.
     *
     * @param other moments of an image of the same size under the same window
     */
    public DoubleImage covariance(Moments other) {
        return productLess(window, image, other.image, mean, other.mean);
    }

    /** Returns {@code filter(X Y) - meanOfX meanOfY}. */
    private static DoubleImage productLess(
            SeparableFilter window, DoubleImage x, DoubleImage y, DoubleImage meanOfX, DoubleImage meanOfY) {
        int width = meanOfX.width();
        double[] difference = new double[meanOfX.size()];
        double[] a = new double[width];
        double[] b = new double[width];
        window.validOfProduct(x, y, (index, row) -> {
            meanOfX.row(index, a);
            meanOfY.row(index, b);
            subtractProduct(row, a, b);
            System.arraycopy(row, 0, difference, index * width, width);
        });
        return DoubleImage.wrap(width, meanOfX.height(), difference);
    }

    private static void subtractProduct(double[] row, double[] a, double[] b) {
        for (int i = 0; i < row.length; i++) {
            row[i] -= a[i] * b[i];
        }
    }
}
