// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.photometric;

import io.github.psfusion.imaging.Image;

/**
 * Another tone curve: {@code v^exponent}. Below 1 dark images become bright, above 1 bright ones dark.
 *
 * <p>An exponent above 1 is lowered so that the mean of the samples does not fall below 0.05, and an image that is darker already stays
 * as it is: nothing could be learned from a black image.
 *
 * @param exponent above 0
 */
public record Gamma(double exponent) implements PhotometricChange {
    private static final double LOWEST_MEAN = 0.05;

    /** Checks the exponent. */
    public Gamma {
        if (!(exponent > 0)) {
            throw new IllegalArgumentException("the exponent must be above 0, not " + exponent);
        }
    }

    @Override
    public Image apply(Image image) {
        double limited = exponent > 1 ? limited(PhotometricChange.mean(image)) : exponent;
        return PhotometricChange.eachSample(image, sample -> (float) Math.pow(Math.max(sample, 0), limited));
    }

    /** The mean of powers is at least the power of the mean where the exponent is above 1 (Jensen). */
    private double limited(double mean) {
        if (mean <= LOWEST_MEAN) {
            return 1;
        }
        return mean < 1 ? Math.min(exponent, Math.log(LOWEST_MEAN) / Math.log(mean)) : exponent;
    }
}
