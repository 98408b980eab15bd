// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.psfusion.evaluation.Entry;
import io.github.psfusion.evaluation.FusionScores;
import io.github.psfusion.evaluation.MethodScores;
import io.github.psfusion.evaluation.MethodTiming;
import io.github.psfusion.evaluation.PairScores;
import io.github.psfusion.evaluation.ReportImages;
import io.github.psfusion.evaluation.ScoreFileException;
import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.evaluation.ScoreTable;
import io.github.psfusion.evaluation.TestScores;
import io.github.psfusion.evaluation.TrainingOverlap;
import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.testing.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** All in a locale with decimal commas, which must not show anywhere. */
class ReportsTest {
    private static final List<String> PAIRS = List.of("1", "2, \"two\"", "3");

    @TempDir
    private Path folder;

    private final Locale locale = Locale.getDefault();

    @BeforeEach
    void setGerman() {
        Locale.setDefault(Locale.GERMANY);
    }

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(locale);
    }

    private static FusionScores scores() {
        MethodScores visible = TestScores.scores(
                Entry.visible(), PAIRS, new double[] {9, 0}, new double[] {9, 0}, new double[] {9, 0});
        MethodScores best =
                TestScores.images("a_b & <img>", PAIRS, new double[] {1.5, 2}, new double[] {2.25, 4}, new double[0]);
        MethodScores second = new MethodScores(
                TestScores.images("second", PAIRS, new double[0], new double[0], new double[0])
                        .method(),
                MethodScores.Kind.METHOD,
                List.of(
                        row(PAIRS.get(0), MetricValue.of(1234.5), MetricValue.of(3)),
                        row(PAIRS.get(1), MetricValue.undefined("too small"), MetricValue.of(3)),
                        row(PAIRS.get(2), MetricValue.of(Double.NaN), MetricValue.of(Double.NEGATIVE_INFINITY))),
                Optional.of(new MethodTiming(2, List.of(0.5, 1.0), 1)));
        return TestScores.of(PAIRS, visible, best, second);
    }

    private static ScoreStatistics statistics() {
        return ScoreStatistics.of(scores());
    }

    private static PairScores row(String pair, MetricValue level, MetricValue distance) {
        Map<String, MetricValue> values = new LinkedHashMap<>();
        values.put("LEVEL", level);
        values.put("DISTANCE", distance);
        return new PairScores(pair, values, Optional.empty());
    }

    @Test
    void scoresHaveARowPerImageWithDecimalPoints() {
        assertThat(CsvReport.scores(scores()))
                .startsWith("method,kind,pair,LEVEL,DISTANCE,undefined,failure,trained_on,protocol,directions,program\n"
                        + "visible,visible,1,9.0,0.0,0,,,modern,LEVEL+ DISTANCE-,psfusion 1.2.3\n"
                        + "visible,visible,\"2, \"\"two\"\"\",9.0,0.0,0,,,modern,")
                .contains("\na_b & <img>,images,3,,,0,file 3 is broken,,modern,")
                .contains("\nsecond,method,1,1234.5,3.0,0,,")
                .contains("\nsecond,method,\"2, \"\"two\"\"\",,3.0,1,,")
                .contains("\nsecond,method,3,NaN,-Infinity,0,,");
    }

    @Test
    void summaryCountsWhatMeansLeaveOut() throws IOException {
        CsvReport.write(statistics(), folder);

        assertThat(Files.readAllLines(folder.resolve("summary.csv")))
                .hasSize(1 + 3 * 2)
                .startsWith(
                        "method,kind,metric,direction,mean,deviation,count,pairs,available,undefined,not_finite,failed,"
                                + "trained_on,rank,mean_rank,mean_rank_over_pairs,seconds_per_pair,threads,protocol,program")
                .contains(
                        "second,method,LEVEL,+,1234.5,,1,3,1,1,1,0,,1.0,1.25,1.3333333333333333,0.75,2,modern,psfusion 1.2.3")
                .contains("a_b & <img>,images,DISTANCE,-,3.0,1.4142135623730951,2,3,2,0,0,1,,1.5,1.75,"
                        + "1.6666666666666667,,,modern,psfusion 1.2.3");
    }

    @Test
    void sheetsHaveAColumnPerMethodAndARowPerPair() throws IOException {
        SheetReport.write(statistics().table(), folder.resolve("sheets"));

        assertThat(folder.resolve("sheets/LEVEL.csv")).hasContent("a_b & <img>,second\n1.5,1234.5\n2.25,\n,\n");
        assertThat(folder.resolve("sheets/pairs.txt")).hasContent("1\n2, \"two\"\n3\n");
    }

    @Test
    void jsonIsReadBackAsItWas() throws IOException {
        Path file = folder.resolve("scores.json");
        JsonReport.write(statistics(), file);

        assertThat(JsonReport.read(file)).isEqualTo(scores());
        assertThat(Files.readString(file)).contains("\"mean\" : 1234.5", "\"reasons\"", "too small");
    }

    @Test
    void scoreFilesThatCallImagesPicturesAreRead() throws IOException {
        Path file = folder.resolve("scores.json");
        String old = JsonReport.text(statistics()).replace("\"kind\" : \"images\"", "\"kind\" : \"pictures\"");
        assertThat(old).contains("\"pictures\"");
        Files.writeString(file, old);

        assertThat(JsonReport.read(file)).isEqualTo(scores());
    }

    @Test
    void weightsTrainedOnPairsStandInEveryForm() throws IOException {
        MethodScores plain = TestScores.images("net", PAIRS, values(), values(), values());
        FusionScores scores = TestScores.of(
                PAIRS,
                overlapping(plain, new TrainingOverlap(List.of("1", "3"), true)),
                overlapping(TestScores.images("other", PAIRS, values(), values(), values()), TrainingOverlap.UNKNOWN));
        ScoreStatistics statistics = ScoreStatistics.of(scores);
        String sentence = "net was trained on 2 of these 3 pairs; its scores on them do not hold for other images.";
        JsonReport.write(statistics, folder.resolve("scores.json"));
        HtmlReport.write(statistics, ReportImages.NONE, folder.resolve("report.html"));

        assertThat(JsonReport.read(folder.resolve("scores.json"))).isEqualTo(scores);
        assertThat(JsonReport.text(statistics)).contains("\"trainedOn\" : {", "\"trainedOn\" : \"unknown\"");
        assertThat(CsvReport.scores(scores)).contains("net,images,1,1.0,1.0,0,,yes,", ",1.0,1.0,0,,no,", "0,,unknown,");
        assertThat(CsvReport.summary(statistics)).contains(",3,3,3,0,0,0,2,", ",3,3,3,0,0,0,unknown,");
        assertThat(MarkdownReport.text(statistics, TableStyle.DEFAULT)).contains(sentence);
        assertThat(LatexReport.text(statistics, TableStyle.DEFAULT)).contains(sentence);
        assertThat(folder.resolve("report.html")).content().contains(sentence);
        assertThat(JsonLines.of(scores).get(0)).containsEntry("trainedOn", true);
        assertThat(JsonLines.of(scores).get(5)).doesNotContainKey("trainedOn");
    }

    private static double[] values() {
        return new double[] {1, 1};
    }

    private static MethodScores overlapping(MethodScores scores, TrainingOverlap overlap) {
        return new MethodScores(scores.method(), scores.kind(), scores.pairs(), scores.timing(), Optional.of(overlap));
    }

    @Test
    void keysOfMetricsThatCouldBePathsAreRefused() throws IOException {
        Path file = folder.resolve("scores.json");
        for (String key :
                List.of("/tmp/x", "../x", "a/b", "a\\\\b", "..", ".x", "", "a\\u0000b", "a\\nb", "x".repeat(65))) {
            Files.writeString(file, JsonReport.text(statistics()).replace("\"LEVEL\"", "\"" + key + "\""));
            assertThatThrownBy(() -> JsonReport.read(file))
                    .as(key)
                    .isInstanceOf(ScoreFileException.class)
                    .hasMessageStartingWith(file + ": at metrics[0].key");
        }
    }

    @Test
    void sheetsStayInTheirFolderWhateverTheKeysAre() throws IOException {
        List<MetricDescription> metrics = new ArrayList<>();
        for (String key : List.of("/tmp/psfusion-outside", "../up", "a/b", "A?b", "a*B", "con")) {
            metrics.add(new MetricDescription(key, key, Direction.HIGHER_IS_BETTER, 0, 1, 1, "", ""));
        }
        FusionScores scores = new FusionScores(
                TestScores.provenance(),
                Protocol.MODERN,
                metrics,
                List.of("p"),
                List.of(TestScores.images("m", List.of("p"), new double[0])));
        Path sheets = folder.resolve("out/sheets");

        SheetReport.write(ScoreTable.of(scores), sheets);

        try (Stream<Path> files = Files.list(sheets)) {
            assertThat(files).as("six sheets, and the names of the pairs").hasSize(7);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).allMatch(file -> file.startsWith(sheets));
        }
    }

    @Test
    void damagedJsonIsAnErrorThatNamesFileAndPlace() throws IOException {
        Path file = folder.resolve("scores.json");
        String good = JsonReport.text(statistics());
        Map<String, String> damages = new LinkedHashMap<>();
        damages.put("\"psfusion-scores-1\"", "\"psfusion-scores-9\"");
        damages.put("\"protocol\" : \"modern\"", "\"protocol\" : \"wrong\"");
        damages.put("\"kind\" : \"method\"", "\"kind\" : \"song\"");
        damages.put("\"direction\" : \"higher\"", "\"direction\" : \"up\"");
        damages.put("\"time\" : \"2026-01-31T12:00:00Z\"", "\"time\" : \"noon\"");
        damages.put("\"threads\" : 2", "\"threads\" : -2");
        damages.put("\"LEVEL\" : 1234.5", "\"LEVEL\" : \"much\"");
        damages.put("\"LEVEL\" : 9.0,", "");
        damages.put("\"pair\" : \"3\"", "\"pair\" : \"4\"");
        damages.put("\"seconds\" : [ 0.5", "\"seconds\" : [ -0.5");
        damages.forEach((from, to) -> {
            assertThat(good).contains(from);
            assertThatThrownBy(() -> {
                        Files.writeString(file, good.replace(from, to));
                        var unused = JsonReport.read(file);
                    })
                    .as("%s instead of %s", to, from)
                    .isInstanceOf(ScoreFileException.class)
                    .hasMessageStartingWith(file + ": at ");
        });
        for (String text : List.of(
                "",
                "[",
                "[[[[[[[[[[[[[[[[",
                "null",
                "{}",
                "[]",
                good.substring(0, 200),
                good + "x",
                "{\"schema\":1}")) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> JsonReport.read(file))
                    .as(text)
                    .isInstanceOf(ScoreFileException.class)
                    .hasMessageStartingWith(file.toString());
        }
    }

    @ParameterizedTest
    @Seeds(300)
    void anyBytesAreScoresOrAnErrorThatNamesTheFile(long seed) throws IOException {
        Random random = new Random(seed);
        Path file = folder.resolve("scores.json");
        byte[] bytes = JsonReport.text(statistics()).getBytes(StandardCharsets.UTF_8);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        Files.write(file, Arrays.copyOf(bytes, random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length));

        Throwable thrown = catchThrowable(() -> {
            var unused = JsonReport.read(file);
        });

        if (thrown != null) {
            assertThat(thrown).isInstanceOf(ScoreFileException.class).hasMessageStartingWith(file.toString());
        }
    }

    @Test
    void textInAnImpossibleEncodingIsAnError() throws IOException {
        Path file = folder.resolve("scores.json");
        Files.write(file, new byte[] {0, 0, (byte) 0xFE, (byte) 0xFF, 0x7F, 0x7F, 0x7F, 0x7F}); // as if UTF-32

        assertThatThrownBy(() -> JsonReport.read(file))
                .isInstanceOf(ScoreFileException.class)
                .hasMessageStartingWith(file.toString());
    }

    @Test
    void aFileThatIsNotThereIsAnErrorThatNamesIt() {
        assertThatThrownBy(() -> JsonReport.read(folder.resolve("none.json")))
                .isInstanceOf(ScoreFileException.class)
                .hasMessageContaining("none.json");
    }

    @Test
    void markdownMarksBestAndSecondAndEscapesNames() {
        assertThat(MarkdownReport.text(statistics(), TableStyle.DEFAULT))
                .contains("over n = 3 pairs", "protocol modern", "1 of 3 (LEVEL), 2 of 3 (DISTANCE)")
                .contains("a\\_b \\& \\<img\\> has values on 2 of 3 pairs.")
                .contains("| method | LEVEL ↑ | DISTANCE ↓ | scored | mean rank | s/pair |")
                .contains("| *visible* | 9.0 | 0.0000 ± 0.0000 | 3 | - | - |")
                .contains("| a\\_b \\& \\<img\\> | <u>1.5</u> | **3.0000** ± 1.4142 | 2 of 3 | 1.75 | - |")
                .contains("| second | **1234.5** | **3.0000** ± 0.0000 | 2 of 3 | 1.25 | 0.750 |")
                .contains("| n | 1 of 3 | 2 of 3 |  |  |  |")
                .contains("second has values on 1 of 3 (LEVEL), 2 of 3 (DISTANCE) pairs.")
                .doesNotContain("Values on fewer pairs"); // the sentences above name them
    }

    @Test
    void latexMarksBestAndSecondAndEscapesNames() {
        assertThat(LatexReport.text(statistics(), TableStyle.DEFAULT))
                .contains("\\caption{Mean $\\pm$ standard deviation over n = 3 pairs")
                .contains("Method & LEVEL$\\uparrow$ & DISTANCE$\\downarrow$ & Scored & Rank & s/pair \\\\")
                .contains("a\\_b \\& \\textless{}img\\textgreater{} & \\underline{1.5}")
                .contains("second & \\textbf{1234.5}")
                .contains("\\midrule\n    n & 1 of 3 & 2 of 3 &  &  &  \\\\")
                .contains("\\toprule", "\\midrule", "\\bottomrule");
    }

    @Test
    void methodsWithEquallyFewValuesAreNamedOnceInACaption() {
        List<MethodScores> methods = new ArrayList<>(List.of(
                TestScores.scores(Entry.visible(), PAIRS, new double[] {9, 0}, new double[] {9, 0}, new double[0])));
        for (String key : List.of("a", "b", "c")) {
            methods.add(TestScores.images(key, PAIRS, new double[] {1, 2}, new double[] {2, 4}, new double[0]));
        }
        ScoreStatistics statistics = ScoreStatistics.of(TestScores.of(PAIRS, methods.toArray(MethodScores[]::new)));
        String tex = LatexReport.text(statistics, TableStyle.DEFAULT);

        assertThat(tex)
                .contains("a, b, c have values on 2 of 3 pairs.")
                .contains("Values on fewer pairs: visible: 2 of 3.");
        assertThat(tex.split("of 3", -1)).as("few repetitions in %s", tex).hasSizeLessThan(13);
    }

    @Test
    void aTransposedTableHasTheSameCells() {
        TableStyle columns = new TableStyle(
                Decimals.USUAL,
                TableStyle.Methods.COLUMNS,
                TableStyle.Deviations.SHOWN,
                Optional.empty(),
                TableStyle.DEFAULT.label());

        List<List<String>> rows = cells(TableStyle.DEFAULT);
        List<List<String>> transposed = cells(columns);
        assertThat(transposed.get(0)).containsExactly("metric", "*visible*", "a\\_b \\& \\<img\\>", "second", "n");
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).size(); column++) {
                if (row + column > 0) {
                    assertThat(transposed.get(column).get(row))
                            .isEqualTo(rows.get(row).get(column));
                }
            }
        }
        assertThat(LatexReport.text(statistics(), columns))
                .contains("\\begin{tabular}{lrrrr}", "    \\midrule\n    Scored & ");
    }

    private static List<List<String>> cells(TableStyle style) {
        return MarkdownReport.text(statistics(), style)
                .lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)))
                .toList();
    }

    @Test
    void digitsDeviationsCaptionAndLabelAreChosen() {
        TableStyle style = new TableStyle(
                Decimals.parse("1,LEVEL=3"),
                TableStyle.Methods.ROWS,
                TableStyle.Deviations.HIDDEN,
                Optional.of("Ours is \\emph{best}."),
                "tab:tno");

        assertThat(LatexReport.text(statistics(), style))
                .contains("  \\caption{Ours is \\emph{best}.}\n  \\label{tab:tno}\n")
                .contains("second & \\textbf{1234.500} & \\textbf{3.0} & 2 of 3 & 1.25 & 0.750")
                .doesNotContain("\\pm");
    }

    @Test
    void aWideTableIsScaledToTheLine() {
        List<MethodScores> methods = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            methods.add(TestScores.images(
                    "a rather long name " + i, PAIRS, new double[] {1, 2}, new double[] {2, 4}, new double[] {2, 4}));
        }
        ScoreStatistics statistics = ScoreStatistics.of(TestScores.of(PAIRS, methods.toArray(MethodScores[]::new)));
        TableStyle columns = new TableStyle(
                Decimals.USUAL, TableStyle.Methods.COLUMNS, TableStyle.Deviations.SHOWN, Optional.empty(), "t");

        assertThat(LatexReport.text(statistics, columns))
                .startsWith("% needs \\usepackage{booktabs,graphicx}\n\\begin{table*}")
                .contains("\\resizebox{\\linewidth}{!}{%\n")
                .endsWith("\\end{tabular}}\n\\end{table*}\n");
        assertThat(LatexReport.text(statistics, TableStyle.DEFAULT))
                .contains("\\begin{table}")
                .doesNotContain("resizebox");
    }

    @Test
    void theNameOfTheDataSetIsInCaptionsAndKept() throws IOException {
        FusionScores named = scores().withDataSet("TNO_21");
        Path file = folder.resolve("scores.json");
        JsonReport.write(ScoreStatistics.of(named), file);

        assertThat(LatexReport.text(ScoreStatistics.of(JsonReport.read(file)), TableStyle.DEFAULT))
                .contains("over n = 3 pairs of TNO\\_21, metrics");
    }
}
