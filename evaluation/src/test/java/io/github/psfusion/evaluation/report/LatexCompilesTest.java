// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.psfusion.evaluation.Entry;
import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.evaluation.TestScores;
import io.github.psfusion.evaluation.figure.FigureFile;
import io.github.psfusion.evaluation.figure.ImageGrid;
import io.github.psfusion.evaluation.figure.ScoreCharts;
import io.github.psfusion.evaluation.figure.ZoomBox;
import io.github.psfusion.imaging.Plane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What LaTeX makes of the files for papers. */
@Tag("slow")
class LatexCompilesTest {
    private static final List<String> PAIRS = List.of("1", "2");
    private static final String HOSTILE = "\\end{table} 100% $x_1^2$ #1 {a & ~b <c> |d|";

    @TempDir
    private Path folder;

    @Test
    void aPaperWithTablesChartsAndFigureCompiles() throws IOException, InterruptedException {
        assumeTrue(isInstalled(), "skipped: there is no pdflatex (apt install texlive-latex-recommended)");
        ScoreStatistics statistics = ScoreStatistics.of(TestScores.of(
                        PAIRS,
                        TestScores.scores(Entry.visible(), PAIRS, new double[] {1, -2}, new double[0]),
                        TestScores.images(HOSTILE, PAIRS, new double[] {3, -0.5}, new double[] {4, 2}),
                        TestScores.images("other", PAIRS, new double[] {3, -0.5}, new double[0]))
                .withDataSet(HOSTILE));
        TableStyle columns = new TableStyle(
                Decimals.USUAL, TableStyle.Methods.COLUMNS, TableStyle.Deviations.SHOWN, Optional.empty(), "tab:b_1");
        LatexReport.write(statistics, TableStyle.DEFAULT, folder.resolve("rows.tex"));
        LatexReport.write(statistics, columns, folder.resolve("columns.tex"));
        ScoreCharts.write(statistics, folder.resolve("charts"));
        Plane gray = Plane.constant(20, 10, 0.5f);
        ImageGrid grid = new ImageGrid(
                List.of("infrared", HOSTILE),
                Collections.nCopies(
                        2, new ImageGrid.Row(HOSTILE, List.of(gray, gray), List.of(new ZoomBox(1, 1, 4, 2)))));
        new FigureFile(180, 100).write(grid, folder.resolve("figure.tex"));
        Files.writeString(folder.resolve("paper.tex"), """
                        \\documentclass{article}\\usepackage{booktabs,graphicx,subcaption}\\begin{document}
                        \\input{rows.tex}\\input{columns.tex}\\includegraphics{charts/curves.pdf}\\input{figure.tex}
                        \\end{document}
                        """);

        Process latex = new ProcessBuilder("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "paper.tex")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
        assertThat(latex.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(latex.exitValue())
                .as(Files.readString(folder.resolve("paper.log")))
                .isZero();
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("pdflatex", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
