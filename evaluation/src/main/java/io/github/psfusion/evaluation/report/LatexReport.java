// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.evaluation.LatexText;
import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.platform.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The means of scores as a LaTeX table; needs package {@code booktabs}, for wide tables {@code graphicx}, and UTF-8 where names are
 * not ASCII.
 */
public final class LatexReport {
    /** Name of the file. */
    public static final String TABLE = "table.tex";

    /** Columns that fit into a column of a page with two. */
    private static final int NARROW = 5;

    /** Signs that fit into a line across a page with margins, about. */
    private static final int LINE = 95;

    /** Signs that the gap between two columns takes. */
    private static final int GAP = 2;

    private LatexReport() {}

    /** Writes a file, replacing an older one. */
    public static void write(ScoreStatistics statistics, TableStyle style, Path file) throws IOException {
        AtomicFile.write(file, text(statistics, style).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a {@code table} environment, across both columns of a page ({@code table*}) where it is wide. */
    public static String text(ScoreStatistics statistics, TableStyle style) {
        MeanTable table = MeanTable.of(statistics, style, new Markup());
        int columns = table.rows().get(0).size();
        String environment = columns > NARROW ? "table*" : "table";
        boolean scaled = signs(table) > LINE;
        StringBuilder text = new StringBuilder("% needs \\usepackage{booktabs" + (scaled ? ",graphicx" : "") + "}\n");
        text.append("\\begin{" + environment + "}\n  \\centering\n");
        text.append("  \\caption{").append(caption(statistics, style)).append("}\n");
        text.append("  \\label{").append(style.label()).append("}\n");
        text.append(scaled ? "  \\resizebox{\\linewidth}{!}{%\n" : "");
        text.append("  \\begin{tabular}{l").append("r".repeat(columns - 1)).append("}\n    \\toprule\n");
        for (int row = 0; row < table.rows().size(); row++) {
            text.append(row == 1 || table.rules().contains(row) ? "    \\midrule\n" : "");
            text.append("    ")
                    .append(String.join(" & ", table.rows().get(row)))
                    .append(" \\\\\n");
        }
        text.append("    \\bottomrule\n  \\end{tabular}").append(scaled ? "}\n" : "\n");
        return text.append("\\end{" + environment + "}\n").toString();
    }

    /** Returns how many signs the widest cells of all columns have together, without those that LaTeX does not print. */
    private static int signs(MeanTable table) {
        int signs = 0;
        for (int column = 0; column < table.rows().get(0).size(); column++) {
            int widest = 0;
            for (List<String> row : table.rows()) {
                String printed = row.get(column).replaceAll("\\\\[a-zA-Z]+|[{}$\\\\,]", "");
                widest = Math.max(widest, printed.length());
            }
            signs += widest + GAP;
        }
        return signs;
    }

    private static String caption(ScoreStatistics statistics, TableStyle style) {
        if (style.caption().isPresent()) {
            return style.caption().get();
        }
        String sentence =
                LatexText.escaped(Captions.sentence(statistics, style)).replace("±", "$\\pm$");
        List<String> leftOut = Captions.leftOut(SummaryTable.of(statistics));
        return sentence + " Best values are bold, second ones underlined; the source baselines are for reference."
                + (leftOut.isEmpty()
                        ? ""
                        : " Values on fewer pairs: " + LatexText.escaped(String.join("; ", leftOut)) + ".");
    }

    /** Cells in LaTeX. */
    private static final class Markup implements MeanTable.Markup {
        @Override
        public String word(MeanTable.Word word) {
            return switch (word) {
                case METHOD -> "Method";
                case METRIC -> "Metric";
                case SCORED -> "Scored";
                case RANK -> "Rank";
                case SECONDS -> "s/pair";
                case NUMBER -> "n";
            };
        }

        @Override
        public String metric(MetricDescription metric) {
            return LatexText.escaped(metric.key())
                    + (metric.direction() == Direction.HIGHER_IS_BETTER ? "$\\uparrow$" : "$\\downarrow$");
        }

        @Override
        public String method(SummaryTable.Row row) {
            return LatexText.escaped(row.name());
        }

        @Override
        public String mean(SummaryTable.Cell cell, TableStyle style) {
            String mean = cell.mean().orElseThrow().replace("-", "$-$");
            String marked = switch (cell.mark()) {
                case BEST -> "\\textbf{" + mean + "}";
                case SECOND -> "\\underline{" + mean + "}";
                case NONE -> mean;
            };
            return marked
                    + cell.deviation()
                            .filter(deviation -> style.deviations() == TableStyle.Deviations.SHOWN)
                            .map(deviation -> "{\\scriptsize$\\,\\pm\\,$" + deviation + "}")
                            .orElse("");
        }

        @Override
        public String beside(String number) {
            return "{\\scriptsize\\ (" + number + ")}";
        }

        @Override
        public String none() {
            return "--";
        }
    }
}
