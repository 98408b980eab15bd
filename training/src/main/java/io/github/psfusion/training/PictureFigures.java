// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.imaging.Plane;
import io.github.psfusion.metrics.FusionMetric;
import io.github.psfusion.metrics.GreyLevels;
import io.github.psfusion.metrics.MetricCatalog;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.metrics.Sources;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Simple figures of contrast and sharpness, of the 8-bit levels {@code round(255 v)}; larger usually means more is to be
 * seen, but noise raises them too.
 *
 * @param entropy in bits: {@code - sum p log2 p} over the levels that occur
 * @param deviation standard deviation of the levels
 * @param frequency spatial frequency: root of the mean squares of horizontal plus vertical differences of the levels
 */
public record PictureFigures(double entropy, double deviation, double frequency) {
    private static final FusionMetric ENTROPY = MetricCatalog.of("EN");
    private static final FusionMetric DEVIATION = MetricCatalog.of("SD");
    private static final FusionMetric FREQUENCY = MetricCatalog.of("SF");

    /**
     * Returns the figures of a picture; the spatial frequency of a picture of one pixel is 0.
     *
     * @param picture [0, 1], other samples clipped; all figures are NaN if a sample is not a finite number, since a look at
     *     weights that went astray must not end the training
     */
    public static PictureFigures of(Plane picture) {
        for (float sample : picture.toArray()) {
            if (!Float.isFinite(sample)) {
                return new PictureFigures(Double.NaN, Double.NaN, Double.NaN);
            }
        }
        GreyLevels levels = GreyLevels.of(picture);
        MetricInput input = Sources.of(levels, levels).with(levels); // the three look at the fused picture alone
        return new PictureFigures(value(ENTROPY, input), value(DEVIATION, input), value(FREQUENCY, input));
    }

    private static double value(FusionMetric metric, MetricInput input) {
        return metric.value(input, Protocol.MODERN).orNaN();
    }

    /** Returns the mean of each figure. */
    static PictureFigures mean(List<PictureFigures> all) {
        return new PictureFigures(
                mean(all, PictureFigures::entropy),
                mean(all, PictureFigures::deviation),
                mean(all, PictureFigures::frequency));
    }

    private static double mean(List<PictureFigures> all, ToDoubleFunction<PictureFigures> figure) {
        return all.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }
}
