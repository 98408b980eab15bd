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

/** The means of scores as a LaTeX table; needs package {@code booktabs}, and UTF-8 where names are not ASCII. */
public final class LatexReport {
    /** Name of the file. */
    public static final String TABLE = "table.tex";

    private LatexReport() {}

    /** Writes a file, replacing an older one. */
    public static void write(ScoreStatistics statistics, Path file) throws IOException {
        AtomicFile.write(file, text(statistics).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a {@code table} environment. */
    public static String text(ScoreStatistics statistics) {
        SummaryTable table = SummaryTable.of(statistics);
        boolean timed =
                table.rows().stream().anyMatch(row -> row.secondsPerPair().isPresent());
        List<String> head = new ArrayList<>(List.of("Method"));
        for (MetricDescription metric : table.metrics()) {
            head.add(escaped(metric.key())
                    + (metric.direction() == Direction.HIGHER_IS_BETTER ? "$\\uparrow$" : "$\\downarrow$"));
        }
        if (!table.isWhole()) {
            head.add("Scored");
        }
        head.add("Rank");
        if (timed) {
            head.add("s/pair");
        }
        StringBuilder text = new StringBuilder("% needs \\usepackage{booktabs}\n\\begin{table}\n  \\centering\n");
        text.append("  \\caption{").append(caption(statistics, table)).append("}\n");
        text.append("  \\begin{tabular}{l").append("r".repeat(head.size() - 1)).append("}\n    \\toprule\n");
        text.append(row(head)).append("    \\midrule\n");
        appendRows(text, table, true, timed);
        boolean both = table.rows().stream().anyMatch(SummaryTable.Row::isBaseline)
                && !table.rows().stream().allMatch(SummaryTable.Row::isBaseline);
        text.append(both ? "    \\midrule\n" : "");
        appendRows(text, table, false, timed);
        if (!table.isWhole()) {
            List<String> cells = new ArrayList<>(List.of("n"));
            table.counts().forEach(count -> cells.add(table.ofPairs(count)));
            cells.addAll(Collections.nCopies(head.size() - cells.size(), ""));
            text.append("    \\midrule\n").append(row(cells));
        }
        return text.append("    \\bottomrule\n  \\end{tabular}\n\\end{table}\n").toString();
    }

    private static void appendRows(StringBuilder text, SummaryTable table, boolean baselines, boolean timed) {
        for (SummaryTable.Row row : table.rows()) {
            if (row.isBaseline() == baselines) {
                List<String> cells = new ArrayList<>(List.of(escaped(row.name())));
                for (int metric = 0; metric < row.cells().size(); metric++) {
                    SummaryTable.Cell cell = row.cells().get(metric);
                    cells.add(cell(cell)
                            + Captions.otherNumber(table, metric, cell)
                                    .map(number -> "{\\scriptsize\\ (" + number + ")}")
                                    .orElse(""));
                }
                if (!table.isWhole()) {
                    cells.add(table.ofPairs(row.scored()));
                }
                cells.add(row.meanRank().orElse("--"));
                if (timed) {
                    cells.add(row.secondsPerPair().orElse("--"));
                }
                text.append(row(cells));
            }
        }
    }

    private static String caption(ScoreStatistics statistics, SummaryTable table) {
        String sentence = escaped(Captions.sentence(statistics)).replace("±", "$\\pm$");
        List<String> leftOut = Captions.leftOut(table);
        return sentence + " Best values are bold, second ones underlined; the source baselines are for reference."
                + (leftOut.isEmpty() ? "" : " Values on fewer pairs: " + escaped(String.join("; ", leftOut)) + ".");
    }

    private static String cell(SummaryTable.Cell cell) {
        if (cell.mean().isEmpty()) {
            return "--";
        }
        String mean = cell.mean().get().replace("-", "$-$");
        String marked = switch (cell.mark()) {
            case BEST -> "\\textbf{" + mean + "}";
            case SECOND -> "\\underline{" + mean + "}";
            case NONE -> mean;
        };
        return marked
                + cell.deviation()
                        .map(deviation -> "{\\scriptsize$\\,\\pm\\,$" + deviation + "}")
                        .orElse("");
    }

    private static String row(List<String> cells) {
        return "    " + String.join(" & ", cells) + " \\\\\n";
    }

    /** Names come from folders: each character that LaTeX would obey is printed instead. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> escaped.append("\\textbackslash{}");
                case '~' -> escaped.append("\\textasciitilde{}");
                case '^' -> escaped.append("\\textasciicircum{}");
                case '&', '%', '$', '#', '_', '{', '}' -> escaped.append('\\').append(c);
                case '<' -> escaped.append("\\textless{}");
                case '>' -> escaped.append("\\textgreater{}");
                case '|' -> escaped.append("\\textbar{}");
                default -> escaped.append(c < ' ' ? ' ' : c);
            }
        }
        return escaped.toString();
    }
}
