// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.metrics.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The pairs on which a method has its best and worst values of a metric, among the {@link CommonPairs} of the metric, so that the
 * lists of two methods are chosen from the same pairs. Values that are undefined or not finite are neither.
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
    public static Extremes of(ScoreTable table, int method, int metric) {
        FusionScores scores = table.scores();
        double[] values = table.commonValues(method, metric);
        List<Integer> scored = new ArrayList<>(IntStream.range(0, values.length)
                .filter(pair -> !Double.isNaN(values[pair]))
                .boxed()
                .toList());
        Comparator<Integer> order = Comparator.comparingDouble(pair -> values[pair]);
        boolean higher = scores.metrics().get(metric).direction() == Direction.HIGHER_IS_BETTER;
        scored.sort(higher ? order.reversed() : order);
        List<String> names = scored.stream().map(scores.pairs()::get).toList();
        int count = names.size();
        List<String> worst = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST, count / 2); i++) {
            worst.add(names.get(count - 1 - i));
        }
        return new Extremes(names.subList(0, Math.min(MOST, (count + 1) / 2)), worst);
    }
}
