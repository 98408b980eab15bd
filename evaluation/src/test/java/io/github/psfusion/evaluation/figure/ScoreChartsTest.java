// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.evaluation.Entry;
import io.github.psfusion.evaluation.MethodScores;
import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.evaluation.TestScores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class ScoreChartsTest {
    private static final List<String> PAIRS = List.of("1", "2", "3", "4", "5", "6");
    private static final String HOSTILE = "<script>&\u0001 \u878d";

    @TempDir
    private Path folder;

    private static ScoreStatistics statistics() {
        MethodScores visible = TestScores.scores(Entry.visible(), PAIRS, levels(7, 7, 7, 7, 7, 7));
        return ScoreStatistics.of(TestScores.of(
                PAIRS,
                visible,
                TestScores.images("first", PAIRS, levels(5, 1, 4, 2, 3, 6)),
                TestScores.images(HOSTILE, PAIRS, levels(2, 2, 2, 3, 3, 3))));
    }

    private static double[][] levels(double... values) {
        return java.util.Arrays.stream(values)
                .mapToObj(value -> new double[] {value, 10 - value})
                .toArray(double[][]::new);
    }

    private static Document parsed(byte[] svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg));
    }

    @Test
    void everyChartIsAnSvgAndAPdf() throws IOException {
        ScoreCharts.write(statistics(), folder.resolve("charts"));

        try (Stream<Path> files = Files.list(folder.resolve("charts"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "curves.svg",
                            "curves.pdf",
                            "LEVEL-curves.svg",
                            "LEVEL-curves.pdf",
                            "LEVEL-boxes.svg",
                            "LEVEL-boxes.pdf",
                            "LEVEL-differences.svg",
                            "LEVEL-differences.pdf",
                            "DISTANCE-curves.svg",
                            "DISTANCE-curves.pdf",
                            "DISTANCE-boxes.svg",
                            "DISTANCE-boxes.pdf",
                            "DISTANCE-differences.svg",
                            "DISTANCE-differences.pdf");
        }
    }

    @Test
    void equalScoresAreEqualFiles() throws IOException {
        ScoreCharts.write(statistics(), folder.resolve("a"));
        ScoreCharts.write(statistics(), folder.resolve("b"));

        for (String file : List.of("curves.svg", "curves.pdf", "LEVEL-boxes.pdf")) {
            assertThat(folder.resolve("a").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("b").resolve(file));
        }
    }

    @Test
    void namesAreTextAndNeverMarkup() throws Exception {
        ScoreCharts.write(statistics(), folder);

        byte[] svg = Files.readAllBytes(folder.resolve("LEVEL-curves.svg"));
        Document document = parsed(svg);
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(new String(svg, StandardCharsets.UTF_8)).contains("&lt;script&gt;&amp;? \u878d (2.500)");
        try (PDDocument pdf = Loader.loadPDF(folder.resolve("LEVEL-curves.pdf").toFile())) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("LEVEL", "first (3.500)", "<script>&? ? (2.500)");
            for (COSName font : pdf.getPage(0).getResources().getFontNames()) {
                assertThat(pdf.getPage(0).getResources().getFont(font).isEmbedded())
                        .isTrue();
            }
        }
    }

    @Test
    void aCurveRisesThroughTheSortedValues() throws IOException {
        Drawing drawing = new CurveChart(statistics().table(), PrintFont.read()).ofMetric(0);
        List<Graphic.Lines> curves = drawing.shapes().stream()
                .filter(Graphic.Lines.class::isInstance)
                .map(Graphic.Lines.class::cast)
                .filter(lines -> lines.points().size() > 2)
                .toList();

        assertThat(curves).hasSize(3);
        List<Graphic.Point> first = curves.get(1).points();
        assertThat(first).hasSize(6);
        // The values 1 to 6 at equal steps: a straight line from one sixth of the pairs to all.
        double step = first.get(1).x() - first.get(0).x();
        double rise = first.get(1).y() - first.get(0).y();
        assertThat(rise).isNegative();
        for (int i = 1; i < 6; i++) {
            assertThat(first.get(i).x() - first.get(i - 1).x()).isCloseTo(step, within(1e-9));
            assertThat(first.get(i).y() - first.get(i - 1).y()).isCloseTo(rise, within(1e-9));
        }
    }

    @Test
    void aBoxIsFromQuartileToQuartile() throws IOException {
        Drawing drawing = new RowChart(statistics(), PrintFont.read()).boxes(0).orElseThrow();
        List<Graphic.Rectangle> boxes = drawing.shapes().stream()
                .filter(Graphic.Rectangle.class::isInstance)
                .map(Graphic.Rectangle.class::cast)
                .toList();

        // The frame, then the constant baseline, then 1 to 6 with the quartiles 2.25 and 4.75, then 2, 2, 2, 3, 3, 3.
        assertThat(boxes).hasSize(4);
        double unit = boxes.get(0).width() / 6; // the axis is from 1 to 7
        assertThat(boxes.get(1).width()).isCloseTo(0, within(1e-9));
        assertThat(boxes.get(2).width()).isCloseTo(2.5 * unit, within(1e-9));
        assertThat(boxes.get(2).x() - boxes.get(0).x()).isCloseTo(1.25 * unit, within(1e-9));
        assertThat(boxes.get(3).width()).isCloseTo(unit, within(1e-9));
    }

    @Test
    void differencesThatMayBeChanceAreHollow() throws IOException {
        Drawing drawing =
                new RowChart(statistics(), PrintFont.read()).differences(0).orElseThrow();
        List<Integer> fills = drawing.shapes().stream()
                .filter(Graphic.Disk.class::isInstance)
                .map(shape -> ((Graphic.Disk) shape).fill())
                .toList();

        assertThat(statistics().significance().difference(0, 0).orElseThrow().excludesZero())
                .isTrue();
        assertThat(statistics().significance().difference(2, 0).orElseThrow().excludesZero())
                .isFalse();
        assertThat(fills).containsExactly(Palette.color(0), Palette.WHITE);
    }

    @Test
    void titlesTellOfHowManyPairs() {
        MethodScores partly = TestScores.images(
                "partly",
                PAIRS,
                new double[] {1, 1},
                new double[0],
                new double[] {1, 1},
                new double[] {1, 1},
                new double[] {1, 1},
                new double[] {1, 1});

        assertThat(ScoreCharts.title(
                        ScoreStatistics.of(TestScores.of(PAIRS, partly)).table(), 1))
                .isEqualTo("DISTANCE \u2193 (n = 5 of 6)");
        assertThat(ScoreCharts.title(statistics().table(), 0)).isEqualTo("LEVEL \u2191");
    }
}
