// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.imaging.numeric.Gradients;
import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;

/**
 * Average gradient of the fused image: {@code AG = sum sqrt((gx^2 + gy^2) / 2) / ((M - 1)(N - 1))} for M rows and N
 * columns, with half the difference of both neighbors, and the whole difference to the one neighbor at the border.
 *
 * <p>At least 0, higher is better. A constant image has 0. With one row or column the gradient across it is 0 and the
 * divisor {@code M N}; {@code legacy} always divides by {@code M N}; {@code authors2022} is the default. Cui, Feng, Xu, Li,
 * Chen, "Detail preserved fusion of visible and infrared images using regional saliency extraction and multi-scale image
 * decomposition", Optics Communications 341, 2015. Reference: the MATLAB evaluation of PSFusion's authors
 * (Linfeng-Tang/Evaluation-for-Image-Fusion); {@code legacy}: the Python evaluator of MMIF-CDDFuse.
 */
public final class AverageGradient extends StatedMetric {
    /** Makes the metric. */
    public AverageGradient() {
        super(
                new MetricDescription(
                        "AG",
                        "average gradient",
                        Direction.HIGHER_IS_BETTER,
                        0,
                        Double.POSITIVE_INFINITY,
                        1,
                        "sum sqrt((gx^2 + gy^2) / 2) / ((M-1)(N-1)), central differences",
                        "Cui et al., Opt. Commun. 341, 199 (2015)"),
                Protocol.LEGACY,
                Protocol.AUTHORS_2022);
    }

    @Override
    MetricValue measure(MetricInput images, Protocol protocol) {
        int width = images.fused().width();
        int height = images.fused().height();
        double[] columns = new double[width]; // independent sums, which the CPU adds in parallel
        Gradients.central(images.f().samples(), (y, gx, gy) -> addMagnitudes(gx, gy, columns));
        double sum = 0;
        for (double column : columns) {
            sum += column;
        }
        boolean all = protocol == Protocol.LEGACY || width == 1 || height == 1;
        long divisor = all ? (long) width * height : (width - 1L) * (height - 1L);
        return MetricValue.of(sum / Math.sqrt(2) / divisor);
    }

    private static void addMagnitudes(double[] gx, double[] gy, double[] columns) {
        for (int x = 0; x < columns.length; x++) {
            columns[x] += Math.sqrt(gx[x] * gx[x] + gy[x] * gy[x]);
        }
    }
}
