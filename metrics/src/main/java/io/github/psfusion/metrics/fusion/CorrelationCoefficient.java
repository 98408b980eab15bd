// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.metrics.numeric.PairSums;

/**
 * Mean correlation with the sources: {@code CC = (r(A, F) + r(B, F)) / 2}, with r Pearson's correlation over all pixels.
 *
 * <p>-1 to 1, higher is better, no border. A term with a constant image is 1 if both images are equal pixel by pixel,
 * else 0 ({@code legacy}: NaN, and so is the mean); {@code authors2022} is the default. Reference: the MATLAB evaluation of
 * PSFusion's authors (Linfeng-Tang/Evaluation-for-Image-Fusion); {@code legacy}: the Python evaluator of MMIF-CDDFuse.
 */
public final class CorrelationCoefficient extends StatedMetric {
    /** Makes the metric. */
    public CorrelationCoefficient() {
        super(
                new MetricDescription(
                        "CC",
                        "correlation with the sources",
                        Direction.HIGHER_IS_BETTER,
                        -1,
                        1,
                        1,
                        "(r(A, F) + r(B, F)) / 2",
                        "as in Ma, Ma, Li, Information Fusion 45, 153 (2019)"),
                Protocol.LEGACY,
                Protocol.AUTHORS_2022);
    }

    @Override
    MetricValue measure(MetricInput images, Protocol protocol) {
        PixelSums sums = PixelSums.of(images);
        return MetricValue.of((term(sums.af(), protocol) + term(sums.bf(), protocol)) / 2);
    }

    private static double term(PairSums sums, Protocol protocol) {
        double correlation = sums.correlation();
        if (Double.isNaN(correlation) && protocol != Protocol.LEGACY) {
            return sums.areEqual() ? 1 : 0;
        }
        return correlation;
    }
}
