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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The means of scores as a table in Markdown, for a README or an issue. */
public final class MarkdownReport {
    /** Name of the file. */
    public static final String TABLE = "table.md";

    private MarkdownReport() {}

    /** Writes a file, replacing an older one. */
    public static void write(ScoreStatistics statistics, Path file) throws IOException {
        AtomicFile.write(file, text(statistics).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the table, with a sentence on pairs and protocol and a list of values that are missing. */
    public static String text(ScoreStatistics statistics) {
        SummaryTable table = SummaryTable.of(statistics);
        boolean timed =
                table.rows().stream().anyMatch(row -> row.secondsPerPair().isPresent());
        List<String> head = new ArrayList<>(List.of("method"));
        for (MetricDescription metric : table.metrics()) {
            head.add(escaped(metric.key()) + (metric.direction() == Direction.HIGHER_IS_BETTER ? " ↑" : " ↓"));
        }
        if (!table.isWhole()) {
            head.add("scored");
        }
        head.add("mean rank");
        if (timed) {
            head.add("s/pair");
        }
        StringBuilder text = new StringBuilder(escaped(Captions.sentence(statistics))
                + " Best values are bold, second ones underlined; the source baselines are for reference.\n\n");
        text.append(row(head))
                .append("|---")
                .append("|---:".repeat(head.size() - 1))
                .append("|\n");
        for (SummaryTable.Row row : table.rows()) {
            List<String> cells = new ArrayList<>();
            cells.add(row.isBaseline() ? "*" + escaped(row.name()) + "*" : escaped(row.name()));
            for (int metric = 0; metric < row.cells().size(); metric++) {
                SummaryTable.Cell cell = row.cells().get(metric);
                cells.add(cell(cell)
                        + Captions.otherNumber(table, metric, cell)
                                .map(number -> " (" + number + ")")
                                .orElse(""));
            }
            if (!table.isWhole()) {
                cells.add(table.ofPairs(row.scored()));
            }
            cells.add(row.meanRank().orElse("-"));
            if (timed) {
                cells.add(row.secondsPerPair().orElse("-"));
            }
            text.append(row(cells));
        }
        if (!table.isWhole()) {
            List<String> cells = new ArrayList<>(List.of("n"));
            table.counts().forEach(count -> cells.add(table.ofPairs(count)));
            cells.addAll(Collections.nCopies(head.size() - cells.size(), ""));
            text.append(row(cells));
        }
        List<String> leftOut = Captions.leftOut(table);
        if (!leftOut.isEmpty()) {
            text.append("\nValues on fewer pairs:\n\n");
            leftOut.forEach(line -> text.append("- ").append(escaped(line)).append('\n'));
        }
        return text.toString();
    }

    private static String cell(SummaryTable.Cell cell) {
        if (cell.mean().isEmpty()) {
            return "-";
        }
        String mean = cell.mean().get();
        String marked = switch (cell.mark()) {
            case BEST -> "**" + mean + "**";
            case SECOND -> "<u>" + mean + "</u>";
            case NONE -> mean;
        };
        return marked + cell.deviation().map(deviation -> " ± " + deviation).orElse("");
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /** Names come from folders: none may begin a cell, a tag or a format of its own. */
    private static String escaped(String name) {
        return name.replaceAll("[\\r\\n]+", " ").replaceAll("([\\\\`*_\\[\\]<>|#~&])", "\\\\$1");
    }
}
