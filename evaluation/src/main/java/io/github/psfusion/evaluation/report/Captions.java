// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.evaluation.FusionScores;
import io.github.psfusion.evaluation.ScoreNotes;
import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.metrics.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The captions of tables of means. */
final class Captions {
    private Captions() {}

    /** Returns sentences with the number of pairs, the definition of the metrics, and what a reader must know of the means. */
    static String sentence(ScoreStatistics statistics, TableStyle style) {
        FusionScores scores = statistics.scores();
        SummaryTable table = SummaryTable.of(statistics);
        String notes = String.join(" ", ScoreNotes.ofTable(statistics.table()));
        return (style.deviations() == TableStyle.Deviations.SHOWN ? "Mean ± standard deviation" : "Mean") + " over n = "
                + number(table)
                + scores.provenance().dataSet().map(name -> " of " + name).orElse("") + ", metrics under the protocol "
                + scores.protocol().key() + " ("
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

    /**
     * Returns a text for each number of values that source baselines and methods have on fewer pairs than all, naming them; without
     * those that {@link #sentence} names.
     */
    static List<String> leftOut(SummaryTable table) {
        boolean named = table.rows().stream()
                        .filter(row -> !row.isBaseline() && row.scored() > 0)
                        .count()
                > 1;
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (SummaryTable.Row row : table.rows()) {
            boolean complete = row.cells().stream().allMatch(cell -> cell.leftOut() == 0);
            if (!complete && (row.isBaseline() || !named)) {
                rows.computeIfAbsent(numbers(table, row), number -> new ArrayList<>())
                        .add(row.name());
            }
        }
        List<String> texts = new ArrayList<>();
        rows.forEach((numbers, names) -> texts.add(String.join(", ", names) + ": " + numbers));
        return texts;
    }

    /** Returns {@code 3 of 6} where all metrics have one number, else {@code EN, SD: 5 of 6; VIF: 3 of 6} in parentheses. */
    private static String numbers(SummaryTable table, SummaryTable.Row row) {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        for (int metric = 0; metric < table.metrics().size(); metric++) {
            keys.computeIfAbsent(table.ofPairs(row.cells().get(metric).available()), number -> new ArrayList<>())
                    .add(table.metrics().get(metric).key());
        }
        return keys.entrySet().stream()
                .map(entry ->
                        entry.getKey() + (keys.size() == 1 ? "" : " (" + String.join(", ", entry.getValue()) + ")"))
                .collect(Collectors.joining(", "));
    }
}
