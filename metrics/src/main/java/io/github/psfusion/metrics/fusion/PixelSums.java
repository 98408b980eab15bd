// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.metrics.CachedFeature;
import io.github.psfusion.metrics.CachedImage;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.Sources;
import io.github.psfusion.metrics.numeric.PairSums;

/**
 * Exact sums over the pixels of a fused image and its sources.
 *
 * @param ab of the two sources
 * @param af of the infrared and the fused image
 * @param bf of the visible and the fused image
 */
record PixelSums(PairSums ab, PairSums af, PairSums bf) {
    private static final CachedFeature<Sources, PairSums> OF_SOURCES = sources -> sums(sources.a(), sources.b());

    private static final CachedFeature<MetricInput, PixelSums> OF_INPUT = input ->
            new PixelSums(input.sources().feature(OF_SOURCES), sums(input.a(), input.f()), sums(input.b(), input.f()));

    static PixelSums of(MetricInput images) {
        return images.feature(OF_INPUT);
    }

    /** Returns the mean over both sources of the mean squared difference from the fused image, in gray levels. */
    double meanSquaredError() {
        return (af.meanSquaredDifference() + bf.meanSquaredDifference()) / 2;
    }

    /** Returns the sums of {@code F - B} and A. */
    PairSums fusedLessVisibleAndInfrared() {
        return new PairSums(
                ab.count(), bf.y() - bf.x(), ab.x(), bf.yy() - 2 * bf.xy() + bf.xx(), ab.xx(), af.xy() - ab.xy());
    }

    /** Returns the sums of {@code F - A} and B. */
    PairSums fusedLessInfraredAndVisible() {
        return new PairSums(
                ab.count(), af.y() - af.x(), ab.y(), af.yy() - 2 * af.xy() + af.xx(), ab.yy(), bf.xy() - ab.xy());
    }

    private static PairSums sums(CachedImage x, CachedImage y) {
        return new PairSums(
                x.array().length,
                x.histogram().sum(),
                y.histogram().sum(),
                x.histogram().sumOfSquares(),
                y.histogram().sumOfSquares(),
                PairSums.sumOfProducts(x.samples(), y.samples()));
    }
}
