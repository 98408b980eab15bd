// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The means of scores: a row per method, a column per metric; both are counted from 0 in the order of the scores.
 *
 * <p>A mean is over the <em>common pairs</em> of its metric: those on which every ranked method has a value, apart from methods
 * that have none on any pair, which get no mean. Means of one column are so over the same pairs, and a pair that one method lacks
 * bears on no order. The source baselines are averaged over the same pairs.
 */
public final class ScoreTable {
    private final FusionScores scores;
    private final CommonPairs common;
    private final List<List<Summary>> summaries = new ArrayList<>();

    private ScoreTable(FusionScores scores, CommonPairs common) {
        this.scores = scores;
        this.common = common;
    }

    /** Computes all means. */
    public static ScoreTable of(FusionScores scores) {
        ScoreTable table = new ScoreTable(scores, CommonPairs.of(scores));
        for (MethodScores method : scores.methods()) {
            table.summaries.add(IntStream.range(0, scores.metrics().size())
                    .mapToObj(metric -> Summary.of(
                            scores.metrics().get(metric).key(), method.pairs(), table.common.ofMetric(metric)))
                    .toList());
        }
        return table;
    }

    /** Returns what the means are of. */
    public FusionScores scores() {
        return scores;
    }

    /** Returns the pairs over which the means are. */
    public CommonPairs common() {
        return common;
    }

    /** Returns the summary of a metric for a method. */
    public Summary summary(int method, int metric) {
        return summaries.get(method).get(metric);
    }

    /**
     * Returns the values of a metric for a method, one per pair, in their order; NaN where there is none that counts, and only
     * there.
     */
    public double[] values(int method, int metric) {
        return CommonPairs.values(scores, method, metric);
    }

    /** Returns the values as {@link #values} does, but those of the common pairs only; NaN on the others. */
    public double[] commonValues(int method, int metric) {
        double[] values = values(method, metric);
        BitSet pairs = common.ofMetric(metric);
        for (int pair = 0; pair < values.length; pair++) {
            values[pair] = pairs.get(pair) ? values[pair] : Double.NaN;
        }
        return values;
    }

    /** Returns whether a row is ranked: source baselines are not, nor is a method without any value. */
    public boolean isRanked(int method) {
        return common.isRanked(method);
    }

    /** Returns whether a row is a source baseline, which is there for reference. */
    public boolean isBaseline(int method) {
        return scores.methods().get(method).kind().isBaseline();
    }
}
