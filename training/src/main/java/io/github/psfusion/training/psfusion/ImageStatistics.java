// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.imaging.Plane;
import io.github.psfusion.metrics.FusionMetric;
import io.github.psfusion.metrics.Gray8Image;
import io.github.psfusion.metrics.MetricCatalog;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.metrics.Sources;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Statistics of contrast and sharpness of an image, on the 8-bit levels {@code round(255 v)}. Larger values usually mean more
 * visible detail, but noise raises them too.
 *
 * @param entropy in bits: {@code - sum p log2 p} over the levels that occur
 * @param deviation standard deviation of the levels
 * @param frequency spatial frequency: root of the mean squares of horizontal plus vertical differences of the levels
 */
record ImageStatistics(double entropy, double deviation, double frequency) {
    private static final FusionMetric ENTROPY = MetricCatalog.of("EN");
    private static final FusionMetric DEVIATION = MetricCatalog.of("SD");
    private static final FusionMetric FREQUENCY = MetricCatalog.of("SF");

    /**
     * Returns the statistics of an image; the spatial frequency of an image of one pixel is 0.
     *
     * @param image [0, 1], other samples clipped; all statistics are NaN if a sample is not a finite number, since the
     *     preview of diverged weights must not end the training
     */
    static ImageStatistics of(Plane image) {
        for (float sample : image.toArray()) {
            if (!Float.isFinite(sample)) {
                return new ImageStatistics(Double.NaN, Double.NaN, Double.NaN);
            }
        }
        Gray8Image levels = Gray8Image.of(image);
        MetricInput input = Sources.of(levels, levels).with(levels); // the three look at the fused image alone
        return new ImageStatistics(value(ENTROPY, input), value(DEVIATION, input), value(FREQUENCY, input));
    }

    private static double value(FusionMetric metric, MetricInput input) {
        return metric.value(input, Protocol.MODERN).orNaN();
    }

    /** Returns the mean of each statistic. */
    static ImageStatistics mean(List<ImageStatistics> all) {
        return new ImageStatistics(
                mean(all, ImageStatistics::entropy),
                mean(all, ImageStatistics::deviation),
                mean(all, ImageStatistics::frequency));
    }

    private static double mean(List<ImageStatistics> all, ToDoubleFunction<ImageStatistics> statistic) {
        return all.stream().mapToDouble(statistic).average().orElse(Double.NaN);
    }
}
