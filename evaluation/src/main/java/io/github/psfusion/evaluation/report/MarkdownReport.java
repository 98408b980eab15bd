// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.platform.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The means of scores as a table in Markdown. */
public final class MarkdownReport {
    /** Name of the file. */
    public static final String TABLE = "table.md";

    private MarkdownReport() {}

    /** Writes a file, replacing an older one. */
    public static void write(ScoreStatistics statistics, TableStyle style, Path file) throws IOException {
        AtomicFile.write(file, text(statistics, style).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the table, with a sentence on pairs and protocol and a list of values that are missing. */
    public static String text(ScoreStatistics statistics, TableStyle style) {
        MeanTable table = MeanTable.of(statistics, style, new Markup());
        StringBuilder text = new StringBuilder(escaped(Captions.sentence(statistics, style))
                + " Best values are bold, second ones underlined; the source baselines are for reference.\n\n");
        for (int row = 0; row < table.rows().size(); row++) {
            List<String> cells = table.rows().get(row);
            text.append("| ").append(String.join(" | ", cells)).append(" |\n");
            if (row == 0) {
                text.append("|---").append("|---:".repeat(cells.size() - 1)).append("|\n");
            }
        }
        List<String> leftOut = Captions.leftOut(SummaryTable.of(statistics));
        if (!leftOut.isEmpty()) {
            text.append("\nValues on fewer pairs:\n\n");
            leftOut.forEach(line -> text.append("- ").append(escaped(line)).append('\n'));
        }
        return text.toString();
    }

    /** Names come from folders: none may begin a cell, a tag or a format of its own. */
    private static String escaped(String name) {
        return name.replaceAll("[\\r\\n]+", " ").replaceAll("([\\\\`*_\\[\\]<>|#~&])", "\\\\$1");
    }

    /** Cells in Markdown. */
    private static final class Markup implements MeanTable.Markup {
        @Override
        public String word(MeanTable.Word word) {
            return switch (word) {
                case METHOD -> "method";
                case METRIC -> "metric";
                case SCORED -> "scored";
                case RANK -> "mean rank";
                case SECONDS -> "s/pair";
                case NUMBER -> "n";
            };
        }

        @Override
        public String metric(MetricDescription metric) {
            return escaped(metric.key()) + (metric.direction() == Direction.HIGHER_IS_BETTER ? " ↑" : " ↓");
        }

        @Override
        public String method(SummaryTable.Row row) {
            return row.isBaseline() ? "*" + escaped(row.name()) + "*" : escaped(row.name());
        }

        @Override
        public String mean(SummaryTable.Cell cell, TableStyle style) {
            String mean = cell.mean().orElseThrow();
            String marked = switch (cell.mark()) {
                case BEST -> "**" + mean + "**";
                case SECOND -> "<u>" + mean + "</u>";
                case NONE -> mean;
            };
            return marked
                    + cell.deviation()
                            .filter(deviation -> style.deviations() == TableStyle.Deviations.SHOWN)
                            .map(deviation -> " ± " + deviation)
                            .orElse("");
        }

        @Override
        public String beside(String number) {
            return " (" + number + ")";
        }

        @Override
        public String none() {
            return "-";
        }
    }
}
