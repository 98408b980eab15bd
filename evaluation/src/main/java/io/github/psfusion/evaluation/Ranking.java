// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.metrics.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The order of methods. Rank 1 is the best; ties share the mean of their ranks, as 2.5 and 2.5. All ranks are over the {@link
 * CommonPairs} of a metric, so that a missing value bears on none. Source baselines are not ranked; a method without a value of a
 * metric has no rank in it, and such a metric enters no mean rank.
 */
public final class Ranking {
    private final int methods;
    /** Those in which all ranked methods have a rank. */
    private final List<Integer> counted;
    /** Ranks of the means, by metric and method; NaN for none. */
    private final double[][] byMean;
    /** Mean over metrics and pairs of the ranks within each pair, by method; NaN for none. */
    private final double[] byPair;

    private Ranking(int methods, List<Integer> counted, double[][] byMean, double[] byPair) {
        this.methods = methods;
        this.counted = counted;
        this.byMean = byMean;
        this.byPair = byPair;
    }

    /** Ranks the methods of a table. */
    public static Ranking of(ScoreTable table) {
        int methods = table.scores().methods().size();
        int metrics = table.scores().metrics().size();
        int pairs = table.scores().pairs().size();
        double[][] byMean = new double[metrics][];
        double[] sums = new double[methods];
        int[] counts = new int[methods];
        for (int metric = 0; metric < metrics; metric++) {
            Direction direction = table.scores().metrics().get(metric).direction();
            int column = metric;
            byMean[metric] = ranks(
                    IntStream.range(0, methods)
                            .mapToDouble(method -> table.isRanked(method)
                                            && table.common().hasRanks(column)
                                    ? table.summary(method, column).mean().orElse(Double.NaN)
                                    : Double.NaN)
                            .toArray(),
                    direction);
            double[][] values = new double[methods][];
            for (int method = 0; method < methods; method++) {
                values[method] = table.commonValues(method, metric);
            }
            for (int pair = 0; pair < pairs && table.common().isOfAllRanked(metric); pair++) {
                double[] ofPair = new double[methods];
                for (int method = 0; method < methods; method++) {
                    ofPair[method] = table.isRanked(method) ? values[method][pair] : Double.NaN;
                }
                double[] ranks = ranks(ofPair, direction);
                for (int method = 0; method < methods; method++) {
                    if (!Double.isNaN(ranks[method])) {
                        sums[method] += ranks[method];
                        counts[method]++;
                    }
                }
            }
        }
        double[] byPair = new double[methods];
        Arrays.setAll(byPair, method -> counts[method] == 0 ? Double.NaN : sums[method] / counts[method]);
        List<Integer> counted = IntStream.range(0, metrics)
                .filter(table.common()::isOfAllRanked)
                .boxed()
                .toList();
        return new Ranking(methods, counted, byMean, byPair);
    }

    /** Returns the rank of each value, ties shared; NaN for NaN. */
    static double[] ranks(double[] values, Direction direction) {
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int better = 0;
            int equal = 0;
            for (double other : values) {
                if (other == values[i]) {
                    equal++;
                } else if (direction.isBetter(other, values[i])) {
                    better++;
                }
            }
            ranks[i] = Double.isNaN(values[i]) ? Double.NaN : better + (equal + 1) / 2.0;
        }
        return ranks;
    }

    /** Returns the rank of a method's mean of a metric. */
    public OptionalDouble rank(int method, int metric) {
        return optional(byMean[metric][method]);
    }

    /** Returns the mean of a method's ranks over the metrics in which all ranked methods have one. */
    public OptionalDouble meanRank(int method) {
        return counted.stream()
                .mapToDouble(metric -> byMean[metric][method])
                .filter(rank -> !Double.isNaN(rank))
                .average();
    }

    /** Returns the mean of a method's ranks within each pair, over the same metrics and their common pairs. */
    public OptionalDouble meanRankOverPairs(int method) {
        return optional(byPair[method]);
    }

    /** Returns the methods that have a mean rank, the best first; equal ones in the order of the scores. */
    public List<Integer> order() {
        List<Integer> order = new ArrayList<>();
        for (int method = 0; method < methods; method++) {
            if (meanRank(method).isPresent()) {
                order.add(method);
            }
        }
        order.sort(Comparator.comparingDouble(method -> meanRank(method).orElseThrow()));
        return List.copyOf(order);
    }

    private static OptionalDouble optional(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
