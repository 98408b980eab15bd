// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.metrics.MetricDescription;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * The cells of a table of means in some markup language.
 *
 * @param rows all rows, the heads first; all have the same number of cells
 * @param rules numbers of the rows that are set apart from those above them, the heads not counted: from 1
 */
record MeanTable(List<List<String>> rows, List<Integer> rules) {
    /** How cells are written. */
    interface Markup {
        /** What the first column contains, and other words of the head. */
        String word(Word word);

        /** A metric with its direction. */
        String metric(MetricDescription metric);

        /** A method. */
        String method(SummaryTable.Row row);

        /** A mean with marks and deviation. */
        String mean(SummaryTable.Cell cell, TableStyle style);

        /** A number of pairs beside a mean. */
        String beside(String number);

        /** A value that does not exist. */
        String none();
    }

    /** Words of a head. */
    enum Word {
        /** Above the names of methods. */
        METHOD,
        /** Above the keys of metrics. */
        METRIC,
        /** Number of pairs on which a method has values. */
        SCORED,
        /** Mean rank. */
        RANK,
        /** Time of a pair. */
        SECONDS,
        /** Number of pairs that a mean is of. */
        NUMBER
    }

    /** Fills the cells. */
    static MeanTable of(ScoreStatistics statistics, TableStyle style, Markup markup) {
        SummaryTable table = SummaryTable.of(statistics, style.decimals());
        boolean timed =
                table.rows().stream().anyMatch(row -> row.secondsPerPair().isPresent());
        boolean columns = style.methods() == TableStyle.Methods.COLUMNS;
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(markup.word(columns ? Word.METRIC : Word.METHOD)));
        table.metrics().forEach(metric -> head.add(markup.metric(metric)));
        if (!table.isWhole()) {
            head.add(markup.word(Word.SCORED));
        }
        head.add(markup.word(Word.RANK));
        if (timed) {
            head.add(markup.word(Word.SECONDS));
        }
        rows.add(head);
        TreeSet<Integer> rules = new TreeSet<>();
        boolean afterBaseline = false;
        for (SummaryTable.Row row : table.rows()) {
            if (afterBaseline && !row.isBaseline()) {
                rules.add(rows.size());
            }
            afterBaseline = row.isBaseline();
            rows.add(cells(table, row, timed, style, markup));
        }
        if (!table.isWhole()) {
            List<String> cells = new ArrayList<>(List.of(markup.word(Word.NUMBER)));
            table.counts().forEach(count -> cells.add(table.ofPairs(count)));
            cells.addAll(Collections.nCopies(head.size() - cells.size(), ""));
            rules.add(rows.size());
            rows.add(cells);
        }
        return columns
                ? new MeanTable(transposed(rows), List.of(1 + table.metrics().size()))
                : new MeanTable(rows, List.copyOf(rules));
    }

    private static List<String> cells(
            SummaryTable table, SummaryTable.Row row, boolean timed, TableStyle style, Markup markup) {
        List<String> cells = new ArrayList<>(List.of(markup.method(row)));
        for (int metric = 0; metric < row.cells().size(); metric++) {
            SummaryTable.Cell cell = row.cells().get(metric);
            String mean = cell.mean().isEmpty() ? markup.none() : markup.mean(cell, style);
            cells.add(mean
                    + Captions.otherNumber(table, metric, cell)
                            .map(markup::beside)
                            .orElse(""));
        }
        if (!table.isWhole()) {
            cells.add(table.ofPairs(row.scored()));
        }
        cells.add(row.meanRank().orElse(markup.none()));
        if (timed) {
            cells.add(row.secondsPerPair().orElse(markup.none()));
        }
        return cells;
    }

    private static List<List<String>> transposed(List<List<String>> rows) {
        List<List<String>> columns = new ArrayList<>();
        for (int column = 0; column < rows.get(0).size(); column++) {
            List<String> cells = new ArrayList<>();
            for (List<String> row : rows) {
                cells.add(row.get(column));
            }
            columns.add(cells);
        }
        return columns;
    }
}
