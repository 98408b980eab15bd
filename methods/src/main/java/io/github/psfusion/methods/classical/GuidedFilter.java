// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.classical;

import io.github.psfusion.imaging.numeric.DoubleImage;

/**
 * The guided filter: in each window the result is the linear function of the guide that fits the input best, and at each pixel the
 * mean of the functions of all windows over it.
 *
 * <p>K. He, J. Sun, X. Tang, "Guided image filtering", ECCV 2010. Windows are cut at the border, as in the authors' program.
 */
final class GuidedFilter {
    private final DoubleImage guide;
    private final int radius;
    private final double epsilon;
    private final DoubleImage mean;
    private final DoubleImage variance;

    /**
     * Makes a filter.
     *
     * @param guide the image whose edges the result keeps
     * @param radius of the square windows
     * @param epsilon added to the variance of the guide
     */
    GuidedFilter(DoubleImage guide, int radius, double epsilon) {
        this.guide = guide;
        this.radius = radius;
        this.epsilon = epsilon;
        mean = Filters.meanWithin(guide, radius);
        variance = Filters.meanWithin(guide.times(guide), radius)
                .combine(mean, (square, m) -> Math.max(square - m * m, 0));
    }

    /** Filters an input of the guide's size. */
    DoubleImage filter(DoubleImage input) {
        DoubleImage inputMean = Filters.meanWithin(input, radius);
        DoubleImage covariance = Filters.meanWithin(guide.times(input), radius).minus(mean.times(inputMean));
        DoubleImage slope = covariance.combine(variance, (c, v) -> c / (v + epsilon));
        DoubleImage offset = inputMean.minus(slope.times(mean));
        return Filters.meanWithin(slope, radius).times(guide).plus(Filters.meanWithin(offset, radius));
    }
}
