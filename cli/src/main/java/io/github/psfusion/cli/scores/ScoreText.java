// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.scores;

import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.Symbols;
import io.github.psfusion.cli.console.TextTable;
import io.github.psfusion.cli.console.TextTable.Cell;
import io.github.psfusion.evaluation.FusionScores;
import io.github.psfusion.evaluation.MethodScores;
import io.github.psfusion.evaluation.PairScores;
import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.evaluation.report.SummaryTable;
import io.github.psfusion.metrics.MetricDescription;
import java.util.ArrayList;
import java.util.List;

/** Scores as tables for the terminal. */
public final class ScoreText {
    private final FusionScores scores;
    private final SummaryTable table;
    private final Symbols symbols = Symbols.ofOutput();
    private final Session session;

    /** Makes the tables for the session's standard output. */
    public ScoreText(ScoreStatistics statistics, Session session) {
        scores = statistics.scores();
        table = SummaryTable.of(statistics);
        this.session = session;
    }

    /** Returns a table as it fits standard output: only a terminal limits its width. */
    public static String fitted(TextTable table, Session session) {
        int columns = session.terminal().output() ? session.console().talk().columns() : Integer.MAX_VALUE;
        return table.text(columns, session.console().talk().outputAnsi());
    }

    /** Returns a line with the number of pairs and the protocol, which every table needs. */
    public static String head(FusionScores scores) {
        int pairs = scores.pairs().size();
        return pairs + (pairs == 1 ? " pair" : " pairs") + ", protocol "
                + scores.protocol().key();
    }

    /** Returns a row per metric: mean, standard deviation and number of values of each method. */
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
        return head(scores) + "\n\n" + fitted(text, session);
    }

    /** Returns the name of a metric with the sign of its direction. */
    public static String head(MetricDescription metric, Symbols symbols) {
        return metric.key() + " " + MetricListing.arrow(metric, symbols);
    }

    /** Returns the values of all images: a table per method, a row per pair. */
    public String byPair() {
        List<String> heads = new ArrayList<>(List.of("pair"));
        table.metrics().forEach(metric -> heads.add(head(metric, symbols)));
        List<String> tables = new ArrayList<>();
        for (int i = 0; i < scores.methods().size(); i++) {
            MethodScores method = scores.methods().get(i);
            TextTable text = new TextTable(heads);
            for (PairScores pair : method.pairs()) {
                List<Cell> cells = new ArrayList<>(List.of(Cell.of(pair.pair())));
                for (int j = 0; j < table.metrics().size(); j++) {
                    cells.add(Cell.of(table.value(i, j, pair).orElse("")));
                }
                text.add(cells);
            }
            tables.add(method.method().key() + "\n\n" + fitted(text, session));
        }
        return String.join("\n\n", tables);
    }
}
