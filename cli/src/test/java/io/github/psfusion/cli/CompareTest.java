// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.psfusion.cli.console.Cancellation;
import io.github.psfusion.datasets.ImageFolder;
import io.github.psfusion.evaluation.Significance;
import io.github.psfusion.testing.RecordedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares classical methods and folders on small images. */
class CompareTest {
    @TempDir
    private Path temporary;

    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // before each test
    private ScoredScenes scenes;

    @BeforeEach
    void writeImages() throws IOException {
        folder = temporary.resolve("ü x"); // with a blank
        scenes = ScoredScenes.write(folder, "1", "2", "3", "4", "5");
        scenes.method("mine", "1", "2", "3", "4", "5");
    }

    private Run compare(Object... args) {
        List<String> all = new ArrayList<>(List.of("compare", "--pairs", folder.toString()));
        Arrays.stream(args).map(Object::toString).forEach(all::add);
        return Run.of(all.toArray(String[]::new));
    }

    private void refused(String message, Object... args) {
        Run run = compare(args);
        assertThat(run.err()).contains(message);
        assertThat(run.status()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    private static List<String> temporaryFolders() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.map(Path::toString)
                    .filter(name -> name.contains("psfusion-compare-"))
                    .toList();
        }
    }

    @Test
    void baselinesStandAboveTheRankedMethods() throws IOException {
        List<String> before = temporaryFolders();
        Run run = compare("-m", "average,laplacian:levels=2", "--fused", folder.resolve("mine"));
        assertThat(run.status()).as(run.err()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("5 pairs, protocol modern");
        assertThat(run.out())
                .containsPattern(
                        "method +EN . +SD . +AG . +SF . +SCD . +VIF . +mean rank +s/pair\nvisible .*\ninfrared ")
                .contains("laplacian:levels=2", "* best, ~ not significantly different from it (95 %")
                .doesNotContain("\u001b");
        assertThat(lines.subList(lines.size() - 3, lines.size()))
                .anyMatch(line -> line.startsWith("average ") && line.matches(".* \\d\\.\\d{3}"))
                .anyMatch(line -> line.startsWith("mine ") && line.endsWith(" -"))
                .anyMatch(line -> line.contains("*"));
        assertThat(run.err())
                .isEqualTo("psfusion compare: -o DIR writes a page with curves and images, and the scores as files.\n");
        assertThat(temporaryFolders()).isEqualTo(before);
    }

    @Test
    void reportsAndImagesLieInTheFolder() throws IOException {
        Path out = temporary.resolve("out");
        Run run = compare("-m", "average,gtf:minimum:gap=0.5", "-o", out, "--sheets", "--metrics", "EN,MSE");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(out.resolve("images/average/1.png")).exists();
        assertThat(out.resolve("images/gtf,minimum,gap=0.5/5.png")).exists();
        for (String report : List.of(
                "report.html", "scores.csv", "summary.csv", "scores.json", "table.md", "table.tex", "sheets/EN.csv")) {
            assertThat(out.resolve(report)).isNotEmptyFile();
        }
        Run again = compare("-m", "average", "-o", out);
        assertThat(again.status()).isEqualTo(5);
        assertThat(again.err()).contains("exists. Replace it with --overwrite");
    }

    @Test
    void interruptedComparisonGoesOnWithTheImagesThatAreThere() throws IOException {
        Path out = temporary.resolve("out");
        assertThat(compare("-m", "average", "-o", out, "--report", "json").status())
                .isZero();
        Files.delete(out.resolve("scores.json"));
        Files.delete(out.resolve("images/average/2.png"));
        Run again = compare("-m", "average", "-o", out, "--report", "json");
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.err()).contains("4 images of average exist and are kept.");
        Cancellation cancellation = new Cancellation();
        cancellation.request(130);
        Run interrupted = Run.with(Map.of(), cancellation, "compare", "--pairs", folder.toString(), "-m", "average");
        assertThat(interrupted.status()).isEqualTo(130);
        assertThat(interrupted.out()).isEmpty();
    }

    @Test
    void oneReportGoesToStandardOutput() throws IOException {
        Run csv = compare("-m", "average", "--report", "csv", "--metrics", "EN");
        assertThat(csv.out()).startsWith("method,kind,pair,EN,").contains("\naverage,method,5,");
        assertThat(csv.err()).isEmpty();
        assertThat(compare("-m", "average", "--report", "latex").out()).contains("\\toprule");
        JsonNode json = compare("-m", "average", "--json").json();
        assertThat(json.at("/methods/0/kind").asText()).isEqualTo("visible");
        assertThat(json.at("/methods/2/timing/threads").asInt()).isEqualTo(1);
        assertThat(compare("-m", "average", "--json=lines").out().lines()).hasSize(3 * 5);
    }

    @Test
    void differencesToTheBestComeWithTheirIntervals() throws IOException {
        Path out = temporary.resolve("out");
        Run run = compare("-m", "average,maximum", "--metrics", "EN", "-o", out, "--report", "csv");
        assertThat(run.status()).as(run.err()).isZero();
        List<String> lines = Files.readAllLines(out.resolve("differences.csv"));
        assertThat(lines.get(0)).isEqualTo("metric,method,best,pairs,mean_difference,low,high,p,protocol");
        assertThat(lines).hasSize(1 + 3); // both sources and the method that is not the best
        String[] row = lines.get(3).split(",", -1);
        assertThat(row[3]).isEqualTo("5");
        assertThat(Double.parseDouble(row[4]))
                .isNegative()
                .isBetween(Double.parseDouble(row[5]), Double.parseDouble(row[6]));
        Path without = temporary.resolve("without");
        assertThat(compare("-m", "average", "-o", without, "--report", "csv", "--significance", "none")
                        .status())
                .isZero();
        assertThat(without.resolve("differences.csv")).doesNotExist();
    }

    @Test
    void foldersAreListedOnceAndTheBootstrapIsComputedOnce() {
        Path out = temporary.resolve("out");
        try (RecordedLog listings = RecordedLog.of(ImageFolder.class);
                RecordedLog bootstraps = RecordedLog.of(Significance.class)) {
            Run run = Run.of(
                    "compare",
                    "--ir=" + folder.resolve("ir"),
                    "--vi=" + folder.resolve("vi"),
                    "--fused=" + folder.resolve("mine"),
                    "-m=average",
                    "-o=" + out);

            assertThat(run.status()).as(run.err()).isZero();
            assertThat(run.out()).contains("* best, ~ not significantly different");
            assertThat(out.resolve("report.html")).isNotEmptyFile();
            assertThat(out.resolve("differences.csv")).isNotEmptyFile();
            assertThat(listings.messages())
                    .containsExactlyInAnyOrder(
                            folder.resolve("ir") + ": listed, 5 images",
                            folder.resolve("vi") + ": listed, 5 images",
                            folder.resolve("mine") + ": listed, 5 images",
                            out.resolve("images/average") + ": listed, 5 images");
            assertThat(bootstraps.messages()).containsExactly("bootstrap of 4 methods in 6 metrics over 5 pairs");
        }
    }

    @Test
    void scoresAsJsonNeedNoBootstrap() {
        try (RecordedLog bootstraps = RecordedLog.of(Significance.class)) {
            assertThat(compare("-m", "average", "--json").status()).isZero();
            assertThat(compare("-m", "average", "--significance", "none").status())
                    .isZero();
            assertThat(bootstraps.messages()).isEmpty();
        }
    }

    @Test
    void contradictionsAreNamed() {
        refused("standard output takes one of them", "-m", "average", "--report", "csv,latex");
        assertThat(compare("-m", "average", "--report", "csv", "--json").err())
                .contains("--json and --report csv both write to standard output");
        refused("--report pdf: expected html, csv, markdown, latex, json, not pdf", "-m", "average", "--report", "pdf");
        refused("--sheets writes files", "-m", "average", "--sheets");
        refused("--fail-below 2.0: expected a number above 0 and at most 1", "-m", "average", "--fail-below", "2");
        refused("nothing to compare. Name methods to run with --method");
        refused("--method averag: there is no such method. Did you mean average?\nKnown are ", "-m", "averag");
        refused("--method folder: the folder is missing. Name it with --fused DIR.", "-m", "folder");
        refused("laplacian:level=2: there is no option level; known are levels", "-m", "laplacian:level=2");
        refused("a folder is named twice", "--fused", folder.resolve("mine"), "--fused", folder.resolve("ir/../mine"));
        assertThat(Run.of("compare", "-m", "average").err()).contains("missing: --ir PATH and --vi PATH");
        assertThat(Run.of("compare").err()).contains("missing: --ir DIR and --vi DIR", "or files of scores.");
        assertThat(Run.of("compare", "x.json", "--metrics", "EN").err())
                .contains("--metrics: what files of scores hold");
    }

    @Test
    void foldersOfOneNameGetUniqueNames() throws IOException {
        scenes.method("other/mine", "1", "2", "3", "4", "5");
        Run run = compare("--fused", folder.resolve("mine"), "-m", "folder:" + folder.resolve("other/mine"));
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("\nother/mine ").containsPattern("\nü x/mine ");
    }

    @Test
    void foldersAsAListInAConfigurationAreComparedEach() throws IOException {
        scenes.method("theirs, too", "1", "2", "3", "4", "5");
        Path config = Files.writeString(
                temporary.resolve("own.yaml"),
                "compare:\n  fused:\n    - " + folder.resolve("mine") + "\n    - " + folder.resolve("theirs, too")
                        + "\n");
        Run run = compare("--config", config, "--metrics", "EN");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("\nmine .*").contains("\ntheirs, too ");
    }

    @Test
    void scoresOfFilesAreComparedAndChecked() throws IOException {
        Path good = temporary.resolve("good");
        Path bad = temporary.resolve("bad");
        assertThat(compare("-m", "laplacian", "-o", good, "--report", "json").status())
                .isZero();
        assertThat(compare("-m", "average", "-o", bad, "--report", "json").status())
                .isZero();
        String first = good.resolve("scores.json").toString();
        String second = bad.resolve("scores.json").toString();
        Run run = Run.of("compare", first, second);
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("laplacian", "average");
        Run check = Run.of("compare", first, second, "--fail-below", "0.99");
        assertThat(check.status()).isEqualTo(7);
        assertThat(check.err()).contains("of average is ", "of laplacian, the first method; allowed is ");
        Run mixed = compare("-m", "laplacian", second, "--fail-below", "0.01");
        assertThat(mixed.status()).as(mixed.err()).isZero();
        Run twice = Run.of("compare", first, first);
        assertThat(twice.status()).isEqualTo(2);
        assertThat(twice.err()).contains("is named twice");
    }

    @Test
    void scoresThatDoNotGoTogetherAreRefused() throws IOException {
        Path modern = temporary.resolve("modern");
        Path legacy = temporary.resolve("legacy");
        assertThat(compare("-m", "average", "-o", modern).status()).isZero();
        assertThat(compare("-m", "average", "-o", legacy, "--protocol", "legacy")
                        .status())
                .isZero();
        Run run = Run.of(
                "compare",
                modern.resolve("scores.json").toString(),
                legacy.resolve("scores.json").toString());
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("has the protocol legacy", "never in one table");
        Path text = Files.writeString(temporary.resolve("text.json"), "no scores");
        Run broken = Run.of("compare", text.toString());
        assertThat(broken.status()).isEqualTo(3);
        assertThat(broken.err()).contains(text.toString());
    }

    @Test
    void imagesThatAreMissingAreReportedBeforeMethodsRun() throws IOException {
        ScoredScenes.delete(folder.resolve("mine/3.png"));
        Run run = compare("--fused", folder.resolve("mine"), "-m", "maximum");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("psfusion compare: 1 of 5 pairs have no image in " + folder.resolve("mine")
                        + " and are left out of mine:\n  3\n");
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Run none = compare("--fused", empty, "-m", "maximum", "-o", temporary.resolve("out"));
        assertThat(none.status()).isEqualTo(3);
        assertThat(temporary.resolve("out")).doesNotExist();
    }

    /** Returns the cells of a row of the table. */
    private static List<String> row(Run run, String method) {
        return run.out()
                .lines()
                .filter(line -> line.startsWith(method + "  "))
                .map(line -> List.of(line.strip().split("  +")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void equalImagesAreEqualHoweverManyPairsOneFolderLacks() throws IOException {
        Path half = scenes.method("half", "1", "2", "3", "4", "5");
        for (String name : List.of("1", "2", "3", "4", "5")) {
            Files.copy(folder.resolve("mine").resolve(name + ".png"), half.resolve(name + ".png"), REPLACE_EXISTING);
        }
        ScoredScenes.delete(half.resolve("2.png"));
        scenes.fused("half", "4", ScoredScenes.constant(5, 5));
        Path out = temporary.resolve("out");

        Run run = compare("--fused", folder.resolve("mine"), "--fused", half, "--fail-below", "1", "-o", out);

        assertThat(run.status()).as(run.err()).isEqualTo(1);
        assertThat(run.out()).startsWith("3 of 5 pairs, protocol modern").contains("half has values on 3 of 5 pairs.");
        List<String> whole = row(run, "mine");
        List<String> part = row(run, "half");
        assertThat(part.subList(1, 7)).isEqualTo(whole.subList(1, 7));
        assertThat(part.get(8)).as("mean rank").isEqualTo(whole.get(8)).isEqualTo("1.50");
        assertThat(whole.get(7)).isEqualTo("5");
        assertThat(part.get(7)).isEqualTo("3 of 5");
        assertThat(row(run, "n")).contains("3 of 5");
        for (String report : List.of("table.md", "table.tex")) {
            assertThat(out.resolve(report)).content().contains("3 of 5");
        }
        Run stored = Run.of("compare", out.resolve("scores.json").toString());
        assertThat(stored.status()).as("failures of a file count, too").isEqualTo(1);
        assertThat(row(stored, "half")).isEqualTo(part);
    }

    @Test
    void foldersWithoutACommonPairAreAnError() throws IOException {
        scenes.method("first", "1", "2");
        scenes.method("last", "3", "4", "5");

        Run run = compare("--fused", folder.resolve("first"), "--fused", folder.resolve("last"));

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("no pair has values of all methods", "first has 2 of 5, last has 3 of 5");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void filesOfOtherPairsAreComparedOnThoseThatAllHave() throws IOException {
        Path all = temporary.resolve("all");
        Path some = temporary.resolve("some");
        assertThat(compare("-m", "average", "-o", all, "--report", "json").status())
                .isZero();
        assertThat(compare("-m", "maximum", "-o", some, "--report", "json", "--list", scenes.list("2", "5"))
                        .status())
                .isZero();

        Run run = Run.of(
                "compare",
                all.resolve("scores.json").toString(),
                some.resolve("scores.json").toString());

        assertThat(run.status()).as(run.err()).isEqualTo(1);
        assertThat(run.out()).startsWith("2 of 5 pairs");
        assertThat(run.err()).contains("3 pairs failed for maximum", "holds no scores of this pair.", "1, 3, 4");
        scenes.pair("2", ScoredScenes.SIDE, ScoredScenes.SIDE + 1);
        Path other = temporary.resolve("other");
        assertThat(compare("-m", "maximum", "-o", other, "--report", "json").status())
                .isZero();
        Run refused = Run.of(
                "compare",
                all.resolve("scores.json").toString(),
                other.resolve("scores.json").toString());
        assertThat(refused.status()).isEqualTo(3);
        assertThat(refused.err()).contains("pair 2 was scored with other source images");
    }

    @Test
    void oneMethodAloneCannotBeChecked() {
        refused("--fail-below compares methods with the first one", "-m", "average", "--fail-below", "0.9");
    }

    @Test
    void sheetsThatExistAreNotReplaced() throws IOException {
        Path out = temporary.resolve("out");
        Files.createDirectories(out.resolve("sheets"));
        Path mine = Files.writeString(out.resolve("sheets/EN.csv"), "mine");

        Run run = compare("-m", "average", "-o", out, "--sheets", "--report", "json");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("EN.csv exists. Replace it with --overwrite");
        assertThat(mine).hasContent("mine");
    }
}
