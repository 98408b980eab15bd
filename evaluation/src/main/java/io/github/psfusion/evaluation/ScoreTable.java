// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricValue;
import java.util.ArrayList;
import java.util.List;

/** The means of a comparison: a row a method, a column a metric; both are counted from 0 in the order of the comparison. */
public final class ScoreTable {
    private final Comparison comparison;
    private final List<List<Summary>> summaries = new ArrayList<>();

    private ScoreTable(Comparison comparison) {
        this.comparison = comparison;
    }

    /** Computes all means. */
    public static ScoreTable of(Comparison comparison) {
        ScoreTable table = new ScoreTable(comparison);
        for (MethodScores method : comparison.methods()) {
            table.summaries.add(comparison.metrics().stream()
                    .map(metric -> Summary.of(metric.key(), method.pairs()))
                    .toList());
        }
        return table;
    }

    /** Returns what the means are of. */
    public Comparison comparison() {
        return comparison;
    }

    /** Returns the summary of a metric for a method. */
    public Summary summary(int method, int metric) {
        return summaries.get(method).get(metric);
    }

    /**
     * Returns the values of a metric for a method, a value a pair, in their order; NaN where there is none that counts, and only
     * there.
     */
    public double[] values(int method, int metric) {
        MetricDescription description = comparison.metrics().get(metric);
        return comparison.methods().get(method).pairs().stream()
                .mapToDouble(scores -> {
                    MetricValue value = scores.values().get(description.key());
                    return value != null && value.counts() ? value.orNaN() : Double.NaN;
                })
                .toArray();
    }

    /** Returns whether a row competes for the best value; the plain sources stand beside, for reference. */
    public boolean isRanked(int method) {
        MethodScores.Kind kind = comparison.methods().get(method).kind();
        return kind == MethodScores.Kind.METHOD || kind == MethodScores.Kind.IMAGES;
    }
}
