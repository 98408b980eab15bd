// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.scores;

import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.Symbols;
import io.github.psfusion.evaluation.MethodScores;
import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.evaluation.SignificanceCriterion;
import io.github.psfusion.evaluation.report.TextGrid;
import io.github.psfusion.evaluation.report.TextReport;
import io.github.psfusion.platform.PrintableText;
import io.github.psfusion.platform.TextTable;
import io.github.psfusion.platform.WrappedText;
import java.util.List;
import java.util.stream.Collectors;

/** Lays out tables of scores for the terminal. */
public final class ScoreText {
    private ScoreText() {}

    /** Returns the signs that standard output can show. */
    static TextReport.Signs signs() {
        Symbols symbols = Symbols.ofOutput();
        return new TextReport.Signs(symbols.higher(), symbols.lower(), symbols.plusMinus());
    }

    /** Returns a table as it fits standard output: only a terminal limits its width. */
    public static String table(TextGrid grid, Session session) {
        TextTable table = new TextTable(grid.heads());
        for (List<TextGrid.Cell> row : grid.rows()) {
            table.add(row.stream()
                    .map(cell -> new TextTable.Cell(cell.text(), cell.best()))
                    .toList());
        }
        int columns =
                session.terminal().output() ? session.console().verbosity().columns() : Integer.MAX_VALUE;
        return table.text(columns, session.console().verbosity().outputAnsi());
    }

    /** Returns the ranking of methods, below a line that explains its numbers and signs. */
    public static String ranking(ScoreStatistics statistics, SignificanceCriterion criterion, Session session) {
        TextReport report = new TextReport(statistics, signs());
        return report.title() + "\n" + wrapped(report.legend(criterion), session) + notes(report, session) + "\n\n"
                + table(report.ranking(criterion), session);
    }

    /**
     * Returns the means of all methods.
     *
     * @param perPair whether the values of all pairs are above them
     */
    public static String means(ScoreStatistics statistics, boolean perPair, Session session) {
        TextReport report = new TextReport(statistics, signs());
        StringBuilder text = new StringBuilder();
        List<MethodScores> methods = statistics.scores().methods();
        for (int i = 0; perPair && i < methods.size(); i++) {
            text.append(PrintableText.name(methods.get(i).method().key()) + "\n\n" + table(report.values(i), session)
                    + "\n\n");
        }
        return text + report.title() + notes(report, session) + "\n\n" + table(report.means(), session);
    }

    /** Returns the sentences on the pairs of the means, each on lines of its own. */
    private static String notes(TextReport report, Session session) {
        return report.notes().stream()
                .map(sentence -> "\n" + wrapped(sentence, session))
                .collect(Collectors.joining());
    }

    private static String wrapped(String text, Session session) {
        return WrappedText.indented(text, 0, session.console().verbosity().columns());
    }
}
