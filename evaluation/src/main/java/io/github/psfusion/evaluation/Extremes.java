// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The pairs on which a method has its best and worst values of a metric. Values that are undefined or not finite are neither.
 *
 * @param best names of the pairs, the best first
 * @param worst names of the pairs, the worst first; none of them is among the best
 */
public record Extremes(List<String> best, List<String> worst) {
    /** Most names in each list. */
    public static final int MOST = 3;

    /** Copies the lists. */
    public Extremes {
        best = List.copyOf(best);
        worst = List.copyOf(worst);
    }

    /**
     * Finds them.
     *
     * @param method index of the method in the scores
     * @param metric index of the metric
     */
    public static Extremes of(FusionScores scores, int method, int metric) {
        MetricDescription description = scores.metrics().get(metric);
        Comparator<PairScores> order =
                Comparator.comparingDouble(row -> value(row, description).orNaN());
        List<PairScores> scored = new ArrayList<>(scores.methods().get(method).pairs().stream()
                .filter(row -> value(row, description).counts())
                .toList());
        scored.sort(description.direction() == Direction.HIGHER_IS_BETTER ? order.reversed() : order);
        List<String> names = scored.stream().map(PairScores::pair).toList();
        int count = names.size();
        List<String> worst = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST, count / 2); i++) {
            worst.add(names.get(count - 1 - i));
        }
        return new Extremes(names.subList(0, Math.min(MOST, (count + 1) / 2)), worst);
    }

    private static MetricValue value(PairScores row, MetricDescription metric) {
        return row.values().getOrDefault(metric.key(), MetricValue.undefined("not measured"));
    }
}
