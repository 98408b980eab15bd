// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;

/**
 * Spatial frequency of the fused image: {@code SF = sqrt(R + C)}, with R the mean of the squared differences of neighbors
 * along the rows, over their {@code M (N - 1)} pairs, and C the same down the columns, over {@code (M - 1) N}.
 *
 * <p>At least 0, higher is better, no border. A constant image has 0. The mean over no pair is 0 ({@code legacy}: NaN).
 * {@code authors2022} measures levels divided by 255. Eskicioglu, Fisher, "Image quality measures and their performance",
 * IEEE Transactions on Communications 43, 1995. Reference: the MATLAB evaluation of PSFusion's authors
 * (Linfeng-Tang/Evaluation-for-Image-Fusion), today's and that before 2023-03-03; {@code legacy}: the Python evaluator of
 * MMIF-CDDFuse.
 */
public final class SpatialFrequency extends StatedMetric {
    private static final double WHITE = 255;

    /** Makes the metric. */
    public SpatialFrequency() {
        super(
                new MetricDescription(
                        "SF",
                        "spatial frequency",
                        Direction.HIGHER_IS_BETTER,
                        0,
                        Double.POSITIVE_INFINITY,
                        1,
                        "sqrt(mean (F[y,x] - F[y,x-1])^2 + mean (F[y,x] - F[y-1,x])^2)",
                        "Eskicioglu, Fisher, IEEE Trans. Commun. 43, 2959 (1995)"),
                Protocol.LEGACY,
                Protocol.AUTHORS_2022);
    }

    @Override
    MetricValue measure(MetricInput images, Protocol protocol) {
        byte[] levels = images.f().array();
        int width = images.fused().width();
        int height = images.fused().height();
        long alongRows = 0;
        long downColumns = 0;
        for (int y = 0; y < height; y++) {
            alongRows += squaredDifferences(levels, y * width + 1, 1, width - 1);
            if (y > 0) {
                downColumns += squaredDifferences(levels, y * width, width, width);
            }
        }
        double empty = protocol == Protocol.LEGACY ? Double.NaN : 0;
        double rows = width == 1 ? empty : (double) alongRows / (height * (width - 1L));
        double columns = height == 1 ? empty : (double) downColumns / ((height - 1L) * width);
        double frequency = Math.sqrt(rows + columns);
        return MetricValue.of(protocol == Protocol.AUTHORS_2022 ? frequency / WHITE : frequency);
    }

    /** Sums up the squared differences of {@code count} levels from {@code start} on and those {@code distance} before them. */
    private static long squaredDifferences(byte[] levels, int start, int distance, int count) {
        long sum = 0;
        for (int i = start; i < start + count; i++) {
            int difference = (levels[i] & 0xFF) - (levels[i - distance] & 0xFF);
            sum += (long) difference * difference;
        }
        return sum;
    }
}
