// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.scores;

import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.Symbols;
import io.github.psfusion.cli.console.TextTable;
import io.github.psfusion.cli.console.TextTable.Cell;
import io.github.psfusion.evaluation.Comparison;
import io.github.psfusion.evaluation.MethodScores;
import io.github.psfusion.evaluation.PairScores;
import io.github.psfusion.evaluation.Ranking;
import io.github.psfusion.evaluation.ScoreTable;
import io.github.psfusion.evaluation.report.SummaryTable;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Scores as tables for the terminal. */
public final class ScoreText {
    private final Comparison comparison;
    private final SummaryTable table;
    private final Symbols symbols = Symbols.ofOutput();
    private final Session session;

    /** Makes the tables of a comparison for the session's standard output. */
    public ScoreText(Comparison comparison, Session session) {
        this.comparison = comparison;
        ScoreTable scores = ScoreTable.of(comparison);
        table = SummaryTable.of(scores, Ranking.of(scores));
        this.session = session;
    }

    /** Returns a table as it fits standard output: only a terminal limits its width. */
    public static String fitted(TextTable table, Session session) {
        int columns =
                session.terminal().output() ? session.console().verbosity().columns() : Integer.MAX_VALUE;
        return table.text(columns, session.console().verbosity().outputAnsi());
    }

    /** Returns a line that says over how many pairs, and under which definition: without it numbers mean nothing. */
    public static String head(Comparison comparison) {
        int pairs = comparison.pairs().size();
        return pairs + (pairs == 1 ? " pair" : " pairs") + ", protocol "
                + comparison.protocol().key();
    }

    /** Returns a row a metric: mean, standard deviation and number of values of each method. */
    public String byMetric() {
        List<String> heads = new ArrayList<>(List.of("metric"));
        for (SummaryTable.Row row : table.rows()) {
            heads.addAll(List.of(row.name(), "", "n"));
        }
        TextTable text = new TextTable(heads);
        for (int i = 0; i < table.metrics().size(); i++) {
            List<Cell> cells =
                    new ArrayList<>(List.of(Cell.of(head(table.metrics().get(i), symbols))));
            for (SummaryTable.Row row : table.rows()) {
                SummaryTable.Cell cell = row.cells().get(i);
                cells.add(Cell.of(cell.mean().orElse("")));
                cells.add(new Cell(
                        cell.deviation()
                                .map(deviation -> symbols.plusMinus() + " " + deviation)
                                .orElse(""),
                        false));
                cells.add(Cell.of(String.valueOf(cell.count())));
            }
            text.add(cells);
        }
        return head(comparison) + "\n\n" + fitted(text, session);
    }

    /** Returns the name of a metric with the sign of its direction. */
    public static String head(MetricDescription metric, Symbols symbols) {
        return metric.key() + " " + MetricListing.arrow(metric, symbols);
    }

    /** Returns the values of all images: a table a method, a row a pair. */
    public String byPair() {
        List<String> heads = new ArrayList<>(List.of("pair"));
        table.metrics().forEach(metric -> heads.add(head(metric, symbols)));
        List<String> tables = new ArrayList<>();
        for (int i = 0; i < comparison.methods().size(); i++) {
            MethodScores method = comparison.methods().get(i);
            TextTable text = new TextTable(heads);
            for (PairScores scores : method.pairs()) {
                List<Cell> cells = new ArrayList<>(List.of(Cell.of(scores.pair())));
                for (int j = 0; j < table.metrics().size(); j++) {
                    MetricValue value =
                            scores.values().get(table.metrics().get(j).key());
                    cells.add(Cell.of(value == null ? "" : rounded(value, decimals(i, j))));
                }
                text.add(cells);
            }
            tables.add(method.method().key() + "\n\n" + fitted(text, session));
        }
        return String.join("\n\n", tables);
    }

    /** As many as the mean has. */
    private int decimals(int method, int metric) {
        String mean = table.rows().get(method).cells().get(metric).mean().orElse("");
        int point = mean.indexOf('.');
        return point < 0 ? 0 : mean.length() - point - 1;
    }

    private static String rounded(MetricValue value, int decimals) {
        if (value instanceof MetricValue.Defined defined) {
            return Double.isFinite(defined.value())
                    ? String.format(Locale.ROOT, "%." + decimals + "f", defined.value())
                    : Double.toString(defined.value());
        }
        return "";
    }
}
