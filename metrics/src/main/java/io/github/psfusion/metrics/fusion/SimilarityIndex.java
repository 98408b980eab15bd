// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.metrics.numeric.Moments;

/**
 * The index of structural similarity of Wang et al. 2004, window by window:
 * {@code (2 m1 m2 + C1) / (m1^2 + m2^2 + C1)} for luminance, times {@code (2 c + C2) / (v1 + v2 + C2)} for contrast and
 * structure.
 *
 * @param c1 the constant that keeps the luminance of dark windows finite
 * @param c2 the constant that keeps the contrast of flat windows finite
 * @param ofSample factor from the variance of a population to the variance meant
 */
record SimilarityIndex(double c1, double c2, double ofSample) {
    private static final double K1 = 0.01;
    private static final double K2 = 0.03;

    /** The index for images of 8 bits. */
    static final SimilarityIndex OF_LEVELS = ofRange(255, 1);

    /** Makes the index with the published constants {@code (0.01 L)^2} and {@code (0.03 L)^2} for a range L of levels. */
    static SimilarityIndex ofRange(double range, double ofSample) {
        return new SimilarityIndex(K1 * range * (K1 * range), K2 * range * (K2 * range), ofSample);
    }

    /** Returns the mean of the whole index over all windows. */
    double mean(Moments first, Moments second) {
        double[] index = map(first, second);
        return DoubleImage.wrap(index.length, 1, index).mean();
    }

    /** Returns the whole index of each window, row by row. */
    double[] map(Moments first, Moments second) {
        double[] m1 = first.mean().values();
        double[] m2 = second.mean().values();
        double[] index = contrasts(first, second);
        for (int i = 0; i < index.length; i++) {
            index[i] *= (2 * m1[i] * m2[i] + c1) / (m1[i] * m1[i] + m2[i] * m2[i] + c1);
        }
        return index;
    }

    /** Returns the mean of contrast and structure alone over all windows. */
    double meanContrast(Moments first, Moments second) {
        double[] contrasts = contrasts(first, second);
        return DoubleImage.wrap(contrasts.length, 1, contrasts).mean();
    }

    private double[] contrasts(Moments first, Moments second) {
        double[] v1 = first.variance().values();
        double[] v2 = second.variance().values();
        double[] contrasts = first.covariance(second).values(); // a new array: changed in place
        for (int i = 0; i < contrasts.length; i++) {
            contrasts[i] = (2 * ofSample * contrasts[i] + c2) / (ofSample * (v1[i] + v2[i]) + c2);
        }
        return contrasts;
    }
}
