// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.evaluation.MethodScores;
import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.evaluation.SignificanceCriterion;
import io.github.psfusion.platform.PrintableText;
import io.github.psfusion.platform.TextTable;
import io.github.psfusion.platform.WrappedText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lays out scores for the terminal.
 *
 * @param signs what the terminal can show
 * @param columns width of text
 * @param tableColumns width of tables; where standard output is a file, nothing limits it
 * @param ansi whether bold type may be used
 */
public record ScoreText(TextReport.Signs signs, int columns, int tableColumns, boolean ansi) {
    /** Returns a table. */
    public String table(TextGrid grid) {
        TextTable table = new TextTable(grid.heads());
        for (List<TextGrid.Cell> row : grid.rows()) {
            table.add(row.stream()
                    .map(cell -> new TextTable.Cell(cell.text(), cell.best()))
                    .toList());
        }
        return table.text(tableColumns, ansi);
    }

    /** Returns the ranking of methods, below a line that explains its numbers and signs. */
    public String ranking(ScoreStatistics statistics, SignificanceCriterion criterion) {
        TextReport report = new TextReport(statistics, signs);
        return report.title() + "\n" + wrapped(report.legend(criterion)) + notes(report) + "\n\n"
                + table(report.ranking(criterion));
    }

    /**
     * Returns the means of all methods.
     *
     * @param perPair whether the values of all pairs are above them
     */
    public String means(ScoreStatistics statistics, boolean perPair) {
        TextReport report = new TextReport(statistics, signs);
        StringBuilder text = new StringBuilder();
        List<MethodScores> methods = statistics.scores().methods();
        for (int i = 0; perPair && i < methods.size(); i++) {
            text.append(PrintableText.name(methods.get(i).method().key()) + "\n\n" + table(report.values(i)) + "\n\n");
        }
        return text + report.title() + notes(report) + "\n\n" + table(report.means());
    }

    /** Returns the sentences on the pairs of the means, each on lines of its own. */
    private String notes(TextReport report) {
        return report.notes().stream().map(sentence -> "\n" + wrapped(sentence)).collect(Collectors.joining());
    }

    private String wrapped(String text) {
        return WrappedText.indented(text, 0, columns);
    }
}
