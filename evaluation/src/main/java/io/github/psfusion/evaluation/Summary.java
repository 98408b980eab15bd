// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.metrics.MetricValue;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The values of one metric over the pairs that a table averages, for one method. Each image weighs the same; what does not count
 * is counted.
 *
 * @param mean mean of the values; empty where there are none
 * @param deviation standard deviation of the values, with divisor {@code count - 1}; empty below two
 * @param count how many values the mean is of
 * @param available how many finite values the method has, those of other pairs included
 * @param undefined how many images have no value, with a reason
 * @param notFinite how many values are NaN or infinite, as {@code legacy} has them
 * @param failed how many images could not be scored at all
 */
public record Summary(
        OptionalDouble mean,
        OptionalDouble deviation,
        int count,
        int available,
        int undefined,
        int notFinite,
        int failed) {
    /**
     * Summarizes a metric of a method.
     *
     * @param averaged numbers of the pairs that the mean is of
     */
    static Summary of(String metric, List<PairScores> pairs, BitSet averaged) {
        double sum = 0;
        int count = 0;
        int available = 0;
        int undefined = 0;
        int notFinite = 0;
        int failed = 0;
        for (int pair = 0; pair < pairs.size(); pair++) {
            MetricValue value = pairs.get(pair).values().get(metric);
            if (value == null) {
                failed++;
            } else if (value instanceof MetricValue.Undefined) {
                undefined++;
            } else if (!value.counts()) {
                notFinite++;
            } else {
                available++;
                if (averaged.get(pair)) {
                    count++;
                    sum += value.orNaN();
                }
            }
        }
        if (count == 0) {
            return new Summary(
                    OptionalDouble.empty(), OptionalDouble.empty(), 0, available, undefined, notFinite, failed);
        }
        double mean = sum / count;
        return new Summary(
                OptionalDouble.of(mean),
                deviation(metric, pairs, averaged, mean, count),
                count,
                available,
                undefined,
                notFinite,
                failed);
    }

    private static OptionalDouble deviation(
            String metric, List<PairScores> pairs, BitSet averaged, double mean, int count) {
        if (count < 2) {
            return OptionalDouble.empty();
        }
        double squares = 0;
        for (int pair = 0; pair < pairs.size(); pair++) {
            MetricValue value = pairs.get(pair).values().get(metric);
            if (value != null && value.counts() && averaged.get(pair)) {
                squares += (value.orNaN() - mean) * (value.orNaN() - mean);
            }
        }
        return OptionalDouble.of(Math.sqrt(squares / (count - 1)));
    }

    /** Returns how many images have no value, for whatever reason. */
    public int leftOut() {
        return undefined + notFinite + failed;
    }
}
