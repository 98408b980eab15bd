// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.metrics.numeric.Histogram;

/**
 * Standard deviation of the gray levels of the fused image: {@code SD = sqrt(mean((F - mean F)^2))}.
 *
 * <p>0 to 127.5, higher is better, no border. A constant image has 0. The same under {@code legacy}. Under
 * {@code authors2022}, which computed in saturating 8-bit arithmetic, {@code d = round(F - mean F)} is cut to 0 .. 255 and
 * its square to 255 before the mean: a pixel below the mean counts nothing, and none more than 255. Reference: the MATLAB
 * evaluation of PSFusion's authors (Linfeng-Tang/Evaluation-for-Image-Fusion), today's and that before 2023-03-03.
 */
public final class StandardDeviation extends StatedMetric {
    private static final int WHITE = 255;

    /** Makes the metric. */
    public StandardDeviation() {
        super(
                new MetricDescription(
                        "SD",
                        "standard deviation of gray levels",
                        Direction.HIGHER_IS_BETTER,
                        0,
                        127.5,
                        1,
                        "sqrt(mean((F - mean F)^2))",
                        "as in Ma, Ma, Li, Information Fusion 45, 153 (2019)"),
                Protocol.LEGACY,
                Protocol.AUTHORS_2022);
    }

    @Override
    MetricValue measure(MetricInput images, Protocol protocol) {
        Histogram histogram = images.f().histogram();
        return MetricValue.of(
                protocol == Protocol.AUTHORS_2022 ? saturating(histogram) : Math.sqrt(histogram.variance()));
    }

    private static double saturating(Histogram histogram) {
        double mean = (double) histogram.sum() / histogram.total();
        long sum = 0;
        for (int level = 0; level <= WHITE; level++) {
            long difference = Math.max(Math.round(level - mean), 0);
            sum += histogram.count(level) * Math.min(difference * difference, WHITE);
        }
        return Math.sqrt((double) sum / histogram.total());
    }
}
