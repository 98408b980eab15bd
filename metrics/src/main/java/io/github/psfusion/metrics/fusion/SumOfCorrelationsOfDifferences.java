// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;

/**
 * Sum of the correlations of differences: {@code SCD = r(F - B, A) + r(F - A, B)}, with r Pearson's correlation over all
 * pixels and signed differences: what F has beyond one source should be the other source.
 *
 * <p>-2 to 2, higher is better, no border. A term with a constant argument is 0 ({@code legacy}: NaN, and so is the sum);
 * {@code authors2022} is the default. Aslantas, Bendes, "A new image quality metric for image fusion: the sum of the
 * correlations of differences", AEU - International Journal of Electronics and Communications 69, 2015. Reference: the
 * MATLAB evaluation of PSFusion's authors (Linfeng-Tang/Evaluation-for-Image-Fusion); {@code legacy}: the Python evaluator
 * of MMIF-CDDFuse.
 */
public final class SumOfCorrelationsOfDifferences extends StatedMetric {
    /** Makes the metric. */
    public SumOfCorrelationsOfDifferences() {
        super(
                new MetricDescription(
                        "SCD",
                        "sum of the correlations of differences",
                        Direction.HIGHER_IS_BETTER,
                        -2,
                        2,
                        1,
                        "r(F - B, A) + r(F - A, B)",
                        "Aslantas, Bendes, AEU 69, 1890 (2015)"),
                Protocol.LEGACY,
                Protocol.AUTHORS_2022);
    }

    @Override
    MetricValue measure(MetricInput images, Protocol protocol) {
        PixelSums sums = PixelSums.of(images);
        double infrared = sums.fusedLessVisibleAndInfrared().correlation();
        double visible = sums.fusedLessInfraredAndVisible().correlation();
        return MetricValue.of(
                protocol == Protocol.LEGACY ? infrared + visible : zeroIfNaN(infrared) + zeroIfNaN(visible));
    }

    private static double zeroIfNaN(double correlation) {
        return Double.isNaN(correlation) ? 0 : correlation;
    }
}
