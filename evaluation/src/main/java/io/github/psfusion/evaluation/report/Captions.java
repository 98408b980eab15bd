// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.evaluation.FusionScores;
import io.github.psfusion.evaluation.ScoreNotes;
import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.metrics.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The captions of tables of means. */
final class Captions {
    private Captions() {}

    /** Returns sentences with the number of pairs, the definition of the metrics, and what a reader must know of the means. */
    static String sentence(ScoreStatistics statistics) {
        FusionScores scores = statistics.scores();
        SummaryTable table = SummaryTable.of(statistics);
        String notes = String.join(" ", ScoreNotes.ofTable(statistics.table()));
        return "Mean ± standard deviation over n = " + number(table)
                + ", metrics under the protocol " + scores.protocol().key() + " ("
                + meaning(scores.protocol()) + ")." + (notes.isEmpty() ? "" : " " + notes);
    }

    /** Returns the number of pairs that means are of, such as {@code 6 pairs} or {@code 3 of 6 pairs}. */
    static String number(SummaryTable table) {
        List<Integer> counts = table.counts().stream().distinct().toList();
        String number =
                counts.size() == 1 && counts.get(0) > 0 ? table.ofPairs(counts.get(0)) : String.valueOf(table.pairs());
        return number + (table.pairs() == 1 ? " pair" : " pairs");
    }

    /** Returns the number of pairs beside a mean that is not over the pairs of its column: of a source baseline without a value. */
    static Optional<String> otherNumber(SummaryTable table, int metric, SummaryTable.Cell cell) {
        return cell.mean().isEmpty() || cell.count() == table.counts().get(metric)
                ? Optional.empty()
                : Optional.of("n = " + table.ofPairs(cell.count()));
    }

    /** Returns the meaning of a protocol in a few words. */
    static String meaning(Protocol protocol) {
        return switch (protocol) {
            case MODERN -> "the definition of each metric's paper";
            case LEGACY -> "as the Python evaluator of CDDFuse computes";
            case AUTHORS_2022 -> "as the MATLAB program of Tang et al. computed before March 2023";
        };
    }

    /** Returns a line for each method and metric without a value on some pairs. */
    static List<String> leftOut(SummaryTable table) {
        List<String> lines = new ArrayList<>();
        for (SummaryTable.Row row : table.rows()) {
            for (int metric = 0; metric < table.metrics().size(); metric++) {
                SummaryTable.Cell cell = row.cells().get(metric);
                if (cell.leftOut() > 0) {
                    lines.add(row.name() + ", " + table.metrics().get(metric).key() + ": "
                            + table.ofPairs(cell.available()));
                }
            }
        }
        return lines;
    }
}
