// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.metrics.MetricValue;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The pairs on which methods can be compared, metric by metric. Methods and metrics are counted from 0 in the order of the scores.
 *
 * <p>A method is ranked if it is no source baseline and has a value of any metric on any pair. The common pairs of a metric are
 * those on which all ranked methods have a value of it; a method that has none on any pair is left out of the metric, since it
 * would leave none to the others. Where only source baselines were scored, the pairs are those that they have in common.
 */
public final class CommonPairs {
    private final FusionScores scores;
    private final boolean[] ranked;
    private final List<BitSet> ofMetrics;
    /** How many ranked methods have a value, by metric. */
    private final int[] participants;

    private CommonPairs(FusionScores scores, boolean[] ranked, List<BitSet> ofMetrics, int[] participants) {
        this.scores = scores;
        this.ranked = ranked;
        this.ofMetrics = ofMetrics;
        this.participants = participants;
    }

    /** Finds them. */
    static CommonPairs of(FusionScores scores) {
        int methods = scores.methods().size();
        int metrics = scores.metrics().size();
        BitSet[][] valued = new BitSet[methods][metrics];
        boolean[] ranked = new boolean[methods];
        for (int method = 0; method < methods; method++) {
            boolean baseline = scores.methods().get(method).kind().isBaseline();
            for (int metric = 0; metric < metrics; metric++) {
                valued[method][metric] = valued(scores, method, metric);
                ranked[method] |= !baseline && !valued[method][metric].isEmpty();
            }
        }
        boolean any = IntStream.range(0, methods).anyMatch(method -> ranked[method]);
        List<BitSet> ofMetrics = new ArrayList<>();
        int[] participants = new int[metrics];
        for (int metric = 0; metric < metrics; metric++) {
            int column = metric;
            List<BitSet> taking = IntStream.range(0, methods)
                    .filter(method -> ranked[method] || !any)
                    .mapToObj(method -> valued[method][column])
                    .filter(values -> !values.isEmpty())
                    .toList();
            BitSet pairs = new BitSet();
            pairs.set(0, taking.isEmpty() ? 0 : scores.pairs().size());
            taking.forEach(pairs::and);
            ofMetrics.add(pairs);
            participants[metric] = any ? taking.size() : 0;
        }
        return new CommonPairs(scores, ranked, ofMetrics, participants);
    }

    private static BitSet valued(FusionScores scores, int method, int metric) {
        double[] values = values(scores, method, metric);
        BitSet pairs = new BitSet();
        for (int pair = 0; pair < values.length; pair++) {
            pairs.set(pair, !Double.isNaN(values[pair]));
        }
        return pairs;
    }

    /** Returns the values of a metric for a method, one per pair; NaN where there is none that counts. */
    static double[] values(FusionScores scores, int method, int metric) {
        String key = scores.metrics().get(metric).key();
        return scores.methods().get(method).pairs().stream()
                .mapToDouble(pair -> {
                    MetricValue value = pair.values().get(key);
                    return value != null && value.counts() ? value.orNaN() : Double.NaN;
                })
                .toArray();
    }

    /** Returns the common pairs of a metric, as numbers of pairs in the order of the scores; none where no method has a value. */
    public BitSet ofMetric(int metric) {
        return (BitSet) ofMetrics.get(metric).clone();
    }

    /** Returns how many common pairs a metric has. */
    public int count(int metric) {
        return ofMetrics.get(metric).cardinality();
    }

    /** Returns whether a method is ranked. */
    public boolean isRanked(int method) {
        return ranked[method];
    }

    /** Returns whether all ranked methods have a mean of a metric: only such metrics enter the mean rank. */
    public boolean isOfAllRanked(int metric) {
        return participants[metric] > 0 && participants[metric] == ranked() && count(metric) > 0;
    }

    /** Returns whether a metric has ranks: one method alone is not ranked where the others have no value. */
    boolean hasRanks(int metric) {
        return participants[metric] > 1 || isOfAllRanked(metric);
    }

    /** Returns the ranked methods without a value of a metric on any pair; none where no method has one. */
    public List<Integer> without(int metric) {
        return participants[metric] == 0
                ? List.of()
                : IntStream.range(0, ranked.length)
                        .filter(method ->
                                ranked[method] && valued(scores, method, metric).isEmpty())
                        .boxed()
                        .toList();
    }

    /** Returns how many methods are ranked. */
    int ranked() {
        return (int) IntStream.range(0, ranked.length)
                .filter(method -> ranked[method])
                .count();
    }

    /** Returns whether all means are over all pairs: no method lacks a value that another one has. */
    public boolean isWhole() {
        return IntStream.range(0, ofMetrics.size())
                        .allMatch(metric -> count(metric) == scores.pairs().size()
                                && without(metric).isEmpty())
                && IntStream.range(0, ranked.length)
                        .allMatch(method -> ranked[method]
                                || scores.methods().get(method).kind().isBaseline());
    }

    /**
     * Checks that there is something to compare.
     *
     * @throws DatasetException if two or more methods are ranked, and no metric has a pair on which all of them have a value;
     *     naming each with the number of its pairs
     */
    public void require() throws DatasetException {
        List<Integer> compared = IntStream.range(0, ranked.length)
                .filter(method -> ranked[method])
                .boxed()
                .toList();
        boolean comparable = IntStream.range(0, participants.length).anyMatch(this::isOfAllRanked);
        if (compared.size() > 1 && !comparable) {
            Map<String, Integer> counts = new LinkedHashMap<>();
            compared.forEach(
                    method -> counts.put(scores.methods().get(method).method().key(), scored(method)));
            throw none(counts, scores.pairs().size());
        }
    }

    /** Returns the error that methods, by key with the number of their pairs, have none in common. */
    static DatasetException none(Map<String, Integer> counts, int pairs) {
        String have = counts.entrySet().stream()
                .map(method -> method.getKey() + " has " + method.getValue() + " of " + pairs)
                .collect(Collectors.joining(", "));
        return new DatasetException("no pair has values of all methods, so that nothing can be compared: " + have
                + ". Methods are ranked on the pairs that all of them have: complete their images, or leave one out.");
    }

    /** Returns on how many pairs a method has a value of any metric. */
    public int scored(int method) {
        BitSet pairs = new BitSet();
        for (int metric = 0; metric < scores.metrics().size(); metric++) {
            pairs.or(valued(scores, method, metric));
        }
        return pairs.cardinality();
    }
}
