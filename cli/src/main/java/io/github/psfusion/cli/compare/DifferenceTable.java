// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.compare;

import io.github.psfusion.evaluation.Comparison;
import io.github.psfusion.evaluation.PairedDifference;
import io.github.psfusion.evaluation.Ranking;
import io.github.psfusion.evaluation.ScoreTable;
import io.github.psfusion.evaluation.Significance;
import io.github.psfusion.platform.Csv;
import java.util.List;

/**
 * How much each method differs from the best one on the same pairs, as comma-separated values: a row a metric and method, with the
 * 95 % interval of the mean difference and the p value of Wilcoxon's signed rank test. Numbers have all their digits.
 */
final class DifferenceTable {
    /** Name of the file. */
    static final String FILE = "differences.csv";

    private static final List<String> HEAD =
            List.of("metric", "method", "best", "pairs", "mean_difference", "low", "high", "p", "protocol");

    private DifferenceTable() {}

    /** Returns the text of the file. Rows are there where method and best have values on at least five pairs in common. */
    static String text(Comparison comparison) {
        ScoreTable table = ScoreTable.of(comparison);
        Significance significance = Significance.againstBest(table, Ranking.of(table));
        StringBuilder text = new StringBuilder(Csv.row(HEAD));
        for (int metric = 0; metric < comparison.metrics().size(); metric++) {
            for (int method = 0; method < comparison.methods().size(); method++) {
                if (significance.difference(method, metric).isPresent()) {
                    PairedDifference difference =
                            significance.difference(method, metric).get();
                    text.append(Csv.row(List.of(
                            comparison.metrics().get(metric).key(),
                            name(comparison, method),
                            name(comparison, significance.reference(metric).orElseThrow()),
                            Integer.toString(difference.pairs()),
                            Double.toString(difference.mean()),
                            Double.toString(difference.low()),
                            Double.toString(difference.high()),
                            difference.pValue().isPresent()
                                    ? Double.toString(difference.pValue().getAsDouble())
                                    : "",
                            comparison.protocol().key())));
                }
            }
        }
        return text.toString();
    }

    private static String name(Comparison comparison, int method) {
        return comparison.methods().get(method).method().key();
    }
}
