// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.figure;

import io.github.psfusion.evaluation.LatexText;
import java.util.List;
import java.util.Locale;

/** A figure environment that puts the images of a grid side by side, with a lettered caption below each column. */
final class LatexFigure {
    /** Share of the line that the gaps between columns take. */
    private static final double GAPS = 0.03;

    /** Columns so narrow that captions need the smallest font. */
    private static final int MANY = 8;

    private static final double DIGITS = 1e4;

    private LatexFigure() {}

    /**
     * Returns the environment.
     *
     * @param parts the name of the file of each image, by row
     */
    static String text(ImageGrid grid, List<List<String>> parts) {
        int columns = grid.columns().size();
        String width = share((1 - GAPS) / columns);
        String gap = share(columns > 1 ? GAPS / (columns - 1) : 0);
        String font = columns > MANY ? "tiny" : "scriptsize";
        StringBuilder text = new StringBuilder(
                "% needs \\usepackage{graphicx,subcaption}\n\\begin{figure*}\n  \\centering\n  \\captionsetup[sub]{font="
                        + font + ",justification=centering}\n");
        for (int column = 0; column < columns; column++) {
            text.append("  \\begin{subfigure}[t]{").append(width).append("}\n    \\centering\n");
            for (int row = 0; row < parts.size(); row++) {
                text.append("    \\includegraphics[width=\\linewidth]{")
                        .append(parts.get(row).get(column))
                        .append(row + 1 < parts.size() ? "}\\\\[1pt]\n" : "}\n");
            }
            text.append("    \\caption{")
                    .append(LatexText.escaped(grid.columns().get(column)))
                    .append("}\n  \\end{subfigure}");
            text.append(column + 1 < columns ? "\\hspace{" + gap + "}%\n" : "\n");
        }
        String pairs =
                String.join(", ", grid.rows().stream().map(ImageGrid.Row::pair).toList());
        return text.append("  \\caption{Fused images of ")
                .append(parts.size() > 1 ? "the pairs " : "the pair ")
                .append(LatexText.escaped(pairs))
                .append(".}\n  \\label{fig:images}\n\\end{figure*}\n")
                .toString();
    }

    /** Rounded down: columns that are wider than the line together would not stand side by side. */
    private static String share(double width) {
        return String.format(Locale.ROOT, "%.4f\\linewidth", Math.floor(width * DIGITS) / DIGITS);
    }
}
