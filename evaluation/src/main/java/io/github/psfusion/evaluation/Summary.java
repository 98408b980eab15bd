// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.metrics.MetricValue;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The values of one metric over all pairs, for one method. Each image weighs the same; what does not count is counted.
 *
 * @param mean mean of the values that count; empty where there are none
 * @param deviation standard deviation of the values that count, with divisor {@code count - 1}; empty below two
 * @param count how many values there are, finite ones
 * @param undefined how many images have no value, with a reason
 * @param notFinite how many values are NaN or infinite, as {@code legacy} has them
 * @param failed how many images could not be scored at all
 */
public record Summary(
        OptionalDouble mean, OptionalDouble deviation, int count, int undefined, int notFinite, int failed) {
    /** Summarizes a metric of a method. */
    static Summary of(String metric, List<PairScores> pairs) {
        double sum = 0;
        int count = 0;
        int undefined = 0;
        int notFinite = 0;
        int failed = 0;
        for (PairScores scores : pairs) {
            MetricValue value = scores.values().get(metric);
            if (value == null) {
                failed++;
            } else if (value instanceof MetricValue.Undefined) {
                undefined++;
            } else if (!value.counts()) {
                notFinite++;
            } else {
                count++;
                sum += value.orNaN();
            }
        }
        if (count == 0) {
            return new Summary(OptionalDouble.empty(), OptionalDouble.empty(), 0, undefined, notFinite, failed);
        }
        double mean = sum / count;
        return new Summary(
                OptionalDouble.of(mean), deviation(metric, pairs, mean, count), count, undefined, notFinite, failed);
    }

    private static OptionalDouble deviation(String metric, List<PairScores> pairs, double mean, int count) {
        if (count < 2) {
            return OptionalDouble.empty();
        }
        double squares = 0;
        for (PairScores scores : pairs) {
            MetricValue value = scores.values().get(metric);
            if (value != null && value.counts()) {
                squares += (value.orNaN() - mean) * (value.orNaN() - mean);
            }
        }
        return OptionalDouble.of(Math.sqrt(squares / (count - 1)));
    }

    /** Returns how many images the mean leaves out, for whatever reason. */
    public int leftOut() {
        return undefined + notFinite + failed;
    }
}
