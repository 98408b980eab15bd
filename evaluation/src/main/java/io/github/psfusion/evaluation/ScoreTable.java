// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricValue;
import java.util.ArrayList;
import java.util.List;

/** The means of scores: a row per method, a column per metric; both are counted from 0 in the order of the scores. */
public final class ScoreTable {
    private final FusionScores scores;
    private final List<List<Summary>> summaries = new ArrayList<>();

    private ScoreTable(FusionScores scores) {
        this.scores = scores;
    }

    /** Computes all means. */
    public static ScoreTable of(FusionScores scores) {
        ScoreTable table = new ScoreTable(scores);
        for (MethodScores method : scores.methods()) {
            table.summaries.add(scores.metrics().stream()
                    .map(metric -> Summary.of(metric.key(), method.pairs()))
                    .toList());
        }
        return table;
    }

    /** Returns what the means are of. */
    public FusionScores scores() {
        return scores;
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
        MetricDescription description = scores.metrics().get(metric);
        return scores.methods().get(method).pairs().stream()
                .mapToDouble(pair -> {
                    MetricValue value = pair.values().get(description.key());
                    return value != null && value.counts() ? value.orNaN() : Double.NaN;
                })
                .toArray();
    }

    /** Returns whether a row is ranked; source baselines are not, they are there for reference. */
    public boolean isRanked(int method) {
        return !scores.methods().get(method).kind().isBaseline();
    }
}
