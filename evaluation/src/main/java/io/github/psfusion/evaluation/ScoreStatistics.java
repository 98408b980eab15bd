// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Means, ranks and paired differences of scores: what all tables and reports of a comparison are made of, each computed once over the
 * {@link CommonPairs}.
 * Rows and columns are counted from 0 in the order of the scores. Thread-safe.
 */
public final class ScoreStatistics {
    private final ScoreTable table;
    private final Ranking ranking;
    private @Nullable Significance significance;

    private ScoreStatistics(ScoreTable table, Ranking ranking) {
        this.table = table;
        this.ranking = ranking;
    }

    /** Computes means and ranks. */
    public static ScoreStatistics of(FusionScores scores) {
        ScoreTable table = ScoreTable.of(scores);
        return new ScoreStatistics(table, Ranking.of(table));
    }

    /** Returns what the statistics are of. */
    public FusionScores scores() {
        return table.scores();
    }

    /** Returns the means. */
    public ScoreTable table() {
        return table;
    }

    /** Returns the ranks. */
    public Ranking ranking() {
        return ranking;
    }

    /** Returns the differences to the best method of each metric. The first call computes them, which takes a bootstrap. */
    public synchronized Significance significance() {
        Significance computed = significance == null ? Significance.againstBest(table, ranking) : significance;
        significance = computed;
        return computed;
    }

    /**
     * Returns whether a ranked method differs from the best one, but not significantly. That is so for no method where there
     * are too few pairs.
     */
    public boolean isTiedWithBest(int method, int metric, SignificanceCriterion criterion) {
        return criterion != SignificanceCriterion.NONE
                && table.isRanked(method)
                && significance()
                        .difference(method, metric)
                        .map(difference -> !criterion.isSignificant(difference))
                        .orElse(false);
    }

    /** Returns the rows in the order for readers: the source baselines, the ranked methods from the best on, the rest. */
    public List<Integer> rows() {
        int methods = scores().methods().size();
        List<Integer> rows = new ArrayList<>();
        IntStream.range(0, methods).filter(table::isBaseline).forEach(rows::add);
        rows.addAll(ranking.order());
        IntStream.range(0, methods).filter(method -> !rows.contains(method)).forEach(rows::add);
        return List.copyOf(rows);
    }
}
