// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.numeric;

import io.github.psfusion.imaging.numeric.DoubleImage;

/**
 * Sums over all pixels of two images X and Y of integers, of their squares and of their product. They are exact, and
 * so a constant image is distinguished from any other, and equal images from unequal ones, without a threshold.
 *
 * @param count number of pixels, at least 1
 * @param x sum of X
 * @param y sum of Y
 * @param xx sum of {@code X^2}
 * @param yy sum of {@code Y^2}
 * @param xy sum of {@code X Y}
 */
public record PairSums(int count, long x, long y, long xx, long yy, long xy) {
    /** Sums up the products of two images of integers; exact while the sum is below 2^53. */
    public static long sumOfProducts(DoubleImage first, DoubleImage second) {
        first.requireSizeOf(second);
        double[] a = new double[first.width()];
        double[] b = new double[first.width()];
        double[] columns = new double[first.width()]; // independent sums, which the CPU adds in parallel
        for (int y = 0; y < first.height(); y++) {
            first.row(y, a);
            second.row(y, b);
            for (int x = 0; x < columns.length; x++) {
                columns[x] += a[x] * b[x];
            }
        }
        double sum = 0;
        for (double column : columns) {
            sum += column;
        }
        return (long) sum;
    }

    /** Returns the mean of {@code (X - Y)^2}. */
    public double meanSquaredDifference() {
        return (double) (xx - 2 * xy + yy) / count;
    }

    /** Returns whether X and Y are equal pixel by pixel. */
    public boolean areEqual() {
        return xx - 2 * xy + yy == 0;
    }

    /** Returns the variance of X, that of a population; exactly 0 if X is constant, and only then. */
    public double varianceOfX() {
        return covariance(count, x, x, xx);
    }

    /** Returns the variance of Y, that of a population; exactly 0 if Y is constant, and only then. */
    public double varianceOfY() {
        return covariance(count, y, y, yy);
    }

    /** Returns the covariance of X and Y, that of a population. */
    public double covariance() {
        return covariance(count, x, y, xy);
    }

    /** Returns Pearson's correlation of X and Y; NaN if one of them is constant. */
    public double correlation() {
        double varianceOfX = varianceOfX();
        double varianceOfY = varianceOfY();
        return varianceOfX == 0 || varianceOfY == 0
                ? Double.NaN
                : covariance() / Math.sqrt(varianceOfX) / Math.sqrt(varianceOfY);
    }

    /**
     * The sums are moved to integers near the means, still exactly, before anything is rounded: the means that are left
     * are at most 1/2, and little is lost by subtracting their product.
     */
    static double covariance(int count, long u, long v, long uv) {
        long meanOfU = Math.round((double) u / count);
        long meanOfV = Math.round((double) v / count);
        long movedU = u - count * meanOfU;
        long movedV = v - count * meanOfV;
        long movedUv = uv - meanOfU * v - meanOfV * u + count * meanOfU * meanOfV;
        return (movedUv - (double) movedU * movedV / count) / count;
    }
}
