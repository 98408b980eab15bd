// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a paper needs: charts, tables in its style, and a figure of images. */
class PaperTest {
    @TempDir
    private Path folder;

    private Path set = Path.of("");

    @BeforeEach
    void writeImages() throws IOException {
        set = folder.resolve("Sky");
        ScoredScenes scenes = ScoredScenes.write(set, "1", "2", "3");
        for (String method : List.of("a", "b")) {
            Files.createDirectories(folder.resolve("results"));
            Files.move(
                    scenes.method(method, "1", "2", "3"),
                    folder.resolve("results").resolve(method));
        }
    }

    private Run figure(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "figure",
                "--pairs",
                set.toString(),
                "--fused",
                folder.resolve("results").toString()));
        args.addAll(List.of(more));
        return Run.of(args.toArray(String[]::new));
    }

    private Run compare(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "compare",
                "--pairs",
                set.toString(),
                "--fused",
                folder.resolve("results").toString(),
                "--metrics",
                "EN,SD"));
        args.addAll(List.of(more));
        return Run.of(args.toArray(String[]::new));
    }

    @Test
    void aFigureIsWritten() {
        Path file = folder.resolve("new/figure.pdf");
        Run run = figure("--rows", "3,1", "--zoom", "3:1,2,10,8;20,20,5,5", "--zoom", "0,0,4,4", "-o", file.toString());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("wrote " + file + ": 2 rows of 4 images");
        assertThat(file).isNotEmptyFile();
        assertThat(figure("--rows", "1", "-o", file.toString()).status()).isEqualTo(5);
        assertThat(figure("--rows", "1", "-o", file.toString(), "--overwrite").status())
                .isZero();
    }

    @Test
    void sourcesAloneAreAFigure() {
        Path file = folder.resolve("sources.svg");
        Run run = Run.of("figure", "--pairs", set.toString(), "--rows", "2", "-o", file.toString());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(file).content().contains(">infrared</text>", ">visible</text>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2|missing: --rows|-o f.pdf",
                "2|missing: --output|--rows 1",
                "2|expected .pdf, .svg, .png or .tex|--rows 1 -o f.gif",
                "2|expected X,Y,W,H or PAIR:X,Y,W,H|--rows 1 -o f.pdf --zoom 1,2",
                "2|expected 10 to 1000|--rows 1 -o f.pdf --width 3",
                "3|no pair is named 9. The pairs are 1, 2, 3.|--rows 9 -o f.pdf",
                "3|which have 44 x 44 pixels|--rows 1 -o f.pdf --zoom 40,40,5,5",
                "3|a part of 2 is to be enlarged, but the rows of the figure are 1.|--rows 1 -o f.pdf --zoom 2:0,0,5,5"
            })
    void mistakesAreNamed(int status, String message, String options) {
        Run run = figure(options.replace("f.", folder.resolve("f") + ".").split(" "));

        assertThat(run.err()).contains(message);
        assertThat(run.status()).isEqualTo(status);
        assertThat(folder.resolve("f.pdf")).doesNotExist();
    }

    @Test
    void aFigureHasNoEmptyPlaces() throws IOException {
        ScoredScenes.delete(folder.resolve("results/b/2.png"));
        Run run = figure("--rows", "2", "-o", folder.resolve("f.pdf").toString());

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("results/b: no image is named 2.");
    }

    @Test
    void chartsAndTablesHaveTheChosenForm() {
        Path out = folder.resolve("out");
        Run run = compare(
                "--charts",
                "--digits",
                "2,SD=1",
                "--transpose",
                "--no-deviations",
                "--label",
                "tab:x",
                "-o",
                out.toString());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(out.resolve("charts/curves.pdf")).isNotEmptyFile();
        assertThat(out.resolve("charts/EN-boxes.svg")).isNotEmptyFile();
        assertThat(out.resolve("table.tex"))
                .content()
                .contains("n = 3 pairs of Sky", "Metric & visible & infrared & a & b", "\\label{tab:x}")
                .doesNotContain("\\pm");
        assertThat(out.resolve("scores.json")).content().contains("\"data set\" : \"Sky\"");
        assertThat(compare("--charts", "-o", out.toString()).status()).isEqualTo(5);

        Run again = Run.of("compare", out.resolve("scores.json").toString(), "--name", "Other", "--report", "latex");
        assertThat(again.out()).contains("n = 3 pairs of Other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--digits 1,VIF=2|there is no metric VIF among EN, SD",
                "--digits x|expected a number from 0 to 15",
                "--label a}b|expected letters, digits",
                "--charts|--charts writes files. Name their folder with -o DIR."
            })
    void wrongStylesAreRefusedBeforeAnyWork(String options, String message) {
        Run run = compare(options.split(" "));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(message).doesNotContain("measure");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void evaluateWritesChartsToo() {
        Path out = folder.resolve("out");
        Run run = Run.of(
                "evaluate",
                "--pairs",
                set.toString(),
                "--fused",
                folder.resolve("results/a").toString(),
                "--metrics",
                "EN",
                "--charts",
                "-o",
                out.toString());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(out.resolve("charts/EN-curves.pdf")).isNotEmptyFile();
    }

    @Test
    void foldersAndFilesOfScoresWithDifferentPairsAgree() throws IOException {
        ScoredScenes.delete(folder.resolve("results/a/3.png"));
        ScoredScenes.delete(folder.resolve("results/b/1.png"));
        Run folders = compare("--report", "csv");
        String table = compare().out();
        List<String> files = new ArrayList<>(List.of("compare"));
        for (String method : List.of("a", "b")) {
            Path out = folder.resolve("scores-" + method);
            var unused = Run.of(
                    "evaluate",
                    "--pairs",
                    set.toString(),
                    "--fused",
                    folder.resolve("results").resolve(method).toString(),
                    "--sources",
                    "--metrics",
                    "EN,SD",
                    "-o",
                    out.toString());
            files.add(out.resolve("scores.json").toString());
        }
        Run merged = Run.of(files.toArray(String[]::new));

        assertThat(folders.status()).isEqualTo(1);
        assertThat(merged.status()).isEqualTo(1);
        assertThat(merged.out()).isEqualTo(table);
        assertThat(table).startsWith("1 of 3 pairs").contains("a, b have values on 2 of 3 pairs.");
    }
}
