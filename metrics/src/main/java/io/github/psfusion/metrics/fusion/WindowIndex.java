// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.metrics.numeric.Moments;

/**
 * The index of two windows of Wang and Bovik 2002: {@code q0 = L C}, {@code L = 2 m1 m2 / (m1^2 + m2^2)} (1 if both means are
 * 0), {@code C = 2 c / (v1 + v2)} (1 if both variances are 0).
 *
 * <p>A variance below 1e-6 is exactly 0, and the covariance with it: a window of integers cannot have a smaller one, so it is
 * what rounding left of a flat window. Z. Wang, A. C. Bovik, "A universal image quality index", IEEE Signal Processing Letters 9,
 * 2002.
 */
final class WindowIndex {
    /** Variances below are those of flat windows. */
    static final double FLAT = 1e-6;

    private WindowIndex() {}

    /** Returns the variances of all windows, those of flat ones 0. */
    static double[] variances(Moments moments) {
        double[] variances = moments.variance().values().clone();
        for (int i = 0; i < variances.length; i++) {
            variances[i] = variances[i] < FLAT ? 0 : variances[i];
        }
        return variances;
    }

    /** Returns the index of each window of two images. */
    static double[] of(Moments first, Moments second) {
        double[] m1 = first.mean().values();
        double[] m2 = second.mean().values();
        double[] v1 = first.variance().values();
        double[] v2 = second.variance().values();
        DoubleImage covariance = first.covariance(second);
        double[] index = covariance.values(); // a new array: changed in place
        for (int i = 0; i < index.length; i++) {
            double a = v1[i] < FLAT ? 0 : v1[i];
            double b = v2[i] < FLAT ? 0 : v2[i];
            double c = a == 0 || b == 0 ? 0 : index[i];
            double means = m1[i] * m1[i] + m2[i] * m2[i];
            double luminance = means == 0 ? 1 : 2 * m1[i] * m2[i] / means;
            double contrast = a + b == 0 ? 1 : 2 * c / (a + b);
            index[i] = luminance * contrast;
        }
        return index;
    }

    /** Returns the share of the first in both variances; a half where both are 0. */
    static double share(double first, double second) {
        return first + second == 0 ? 0.5 : first / (first + second);
    }
}
