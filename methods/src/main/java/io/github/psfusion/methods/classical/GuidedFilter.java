// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.classical;

/**
 * The guided filter: in each window the result is the linear function of the guide that fits the input best, and at each pixel the
 * mean of the functions of all windows over it.
 *
 * <p>K. He, J. Sun, X. Tang, "Guided image filtering", ECCV 2010. Windows are cut at the border, as in the authors' program.
 */
final class GuidedFilter {
    private final Raster guide;
    private final int radius;
    private final double epsilon;
    private final Raster mean;
    private final Raster variance;

    /**
     * Makes a filter.
     *
     * @param guide the image whose edges the result keeps
     * @param radius of the square windows
     * @param epsilon added to the variance of the guide
     */
    GuidedFilter(Raster guide, int radius, double epsilon) {
        this.guide = guide;
        this.radius = radius;
        this.epsilon = epsilon;
        mean = Filters.meanWithin(guide, radius);
        variance =
                Filters.meanWithin(guide.times(guide), radius).with(mean, (square, m) -> Math.max(square - m * m, 0));
    }

    /** Filters an input of the guide's size. */
    Raster filter(Raster input) {
        Raster inputMean = Filters.meanWithin(input, radius);
        Raster covariance = Filters.meanWithin(guide.times(input), radius).minus(mean.times(inputMean));
        Raster slope = covariance.with(variance, (c, v) -> c / (v + epsilon));
        Raster offset = inputMean.minus(slope.times(mean));
        return Filters.meanWithin(slope, radius).times(guide).plus(Filters.meanWithin(offset, radius));
    }
}
