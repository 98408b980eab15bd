// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;

/**
 * Mean squared error: {@code MSE = m / 255^2}, {@code m = (mean((A - F)^2) + mean((B - F)^2)) / 2} in gray levels.
 *
 * <p>0 to 1, lower is better, no border; 0 only if all three images are equal, constant or not. {@code legacy} returns
 * {@code m}; {@code authors2022} is the default. Reference: the MATLAB evaluation of PSFusion's authors
 * (Linfeng-Tang/Evaluation-for-Image-Fusion); {@code legacy}: the Python evaluator of MMIF-CDDFuse.
 */
public final class MeanSquaredError extends StatedMetric {
    private static final double WHITE = 255;

    /** Makes the metric. */
    public MeanSquaredError() {
        super(
                new MetricDescription(
                        "MSE",
                        "mean squared error",
                        Direction.LOWER_IS_BETTER,
                        0,
                        1,
                        1,
                        "(mean((A - F)^2) + mean((B - F)^2)) / (2 * 255^2)",
                        "as in Ma, Ma, Li, Information Fusion 45, 153 (2019)"),
                Protocol.LEGACY,
                Protocol.AUTHORS_2022);
    }

    @Override
    MetricValue measure(MetricInput images, Protocol protocol) {
        double error = PixelSums.of(images).meanSquaredError();
        return MetricValue.of(protocol == Protocol.LEGACY ? error : error / (WHITE * WHITE));
    }
}
