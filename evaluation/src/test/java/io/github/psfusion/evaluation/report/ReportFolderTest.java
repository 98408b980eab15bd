// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.evaluation.OutputException;
import io.github.psfusion.evaluation.ReportImages;
import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.evaluation.Significance;
import io.github.psfusion.evaluation.SignificanceCriterion;
import io.github.psfusion.evaluation.TestScores;
import io.github.psfusion.testing.RecordedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {
    private static final List<String> PAIRS =
            IntStream.range(0, 6).mapToObj(Integer::toString).toList();

    @TempDir
    private Path root;

    private static ScoreStatistics statistics() {
        return ScoreStatistics.of(TestScores.of(
                PAIRS, TestScores.images("a, b", PAIRS, values(1)), TestScores.images("c", PAIRS, values(2))));
    }

    private static double[][] values(double factor) {
        return IntStream.range(0, PAIRS.size())
                .mapToObj(i -> new double[] {factor * (i + 1), factor})
                .toArray(double[][]::new);
    }

    private static ReportImages noImages() {
        return ReportImages.NONE;
    }

    private List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyFormatIsAFile() throws IOException {
        Path folder = root.resolve("new/out");
        ReportFolder reports = ReportFolder.of(folder, EnumSet.allOf(ReportFormat.class))
                .withSheets()
                .withDifferences();

        reports.prepare(false);
        List<String> written = reports.write(statistics(), ReportFolderTest::noImages);

        assertThat(written)
                .containsExactly(
                        "report.html",
                        "scores.csv",
                        "summary.csv",
                        "table.md",
                        "table.tex",
                        "scores.json",
                        "differences.csv",
                        "sheets/");
        assertThat(files(folder))
                .containsExactlyInAnyOrder(
                        "report.html",
                        "scores.csv",
                        "summary.csv",
                        "table.md",
                        "table.tex",
                        "scores.json",
                        "differences.csv",
                        "sheets/LEVEL.csv",
                        "sheets/DISTANCE.csv",
                        "sheets/pairs.txt");
    }

    @Test
    void allReportsShareOneBootstrap() throws IOException {
        ReportFolder reports =
                ReportFolder.of(root, EnumSet.allOf(ReportFormat.class)).withDifferences();
        try (RecordedLog log = RecordedLog.of(Significance.class)) {
            ScoreStatistics statistics = statistics();
            assertThat(statistics.isTiedWithBest(0, 0, SignificanceCriterion.BOOTSTRAP))
                    .isFalse();
            assertThat(reports.write(statistics, ReportFolderTest::noImages)).hasSize(7);

            assertThat(log.messages()).hasSize(1);
        }
    }

    @Test
    void imagesAreReadForThePageOnly() throws IOException {
        assertThat(ReportFolder.of(root, EnumSet.of(ReportFormat.JSON, ReportFormat.CSV))
                        .write(statistics(), () -> {
                            throw new AssertionError("no page was asked for");
                        }))
                .containsExactly("scores.csv", "summary.csv", "scores.json");
    }

    @Test
    void existingReportsAreKeptUnlessTheyMayBeReplaced() throws IOException {
        Path file = Files.writeString(root.resolve("scores.json"), "mine");
        Path sheets = Files.createDirectories(root.resolve("sheets"));
        Files.writeString(sheets.resolve("pairs.txt"), "1");
        ReportFolder json = ReportFolder.of(root, Set.of(ReportFormat.JSON));

        assertThatThrownBy(() -> json.prepare(false))
                .isInstanceOf(OutputException.class)
                .hasMessageStartingWith(file + " exists.");
        assertThatThrownBy(() -> ReportFolder.of(root, Set.of(ReportFormat.CSV))
                        .withSheets()
                        .prepare(false))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("pairs.txt exists.");
        json.prepare(true);
        assertThat(file).hasContent("mine");
    }

    @Test
    void aReportThatCannotBeWrittenIsNamed() throws IOException {
        Files.createDirectories(root.resolve("table.md"));
        ReportFolder reports = ReportFolder.of(root, Set.of(ReportFormat.MARKDOWN));

        assertThatThrownBy(() -> reports.prepare(true))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("table.md is a folder");
        Files.writeString(root.resolve("table.md/full"), "a file, so that no file can take the place of the folder");
        assertThatThrownBy(() -> reports.write(statistics(), ReportFolderTest::noImages))
                .isInstanceOfSatisfying(OutputException.class, e -> {
                    assertThat(e.place()).isEqualTo(root.resolve("table.md"));
                    assertThat(e.getCause()).isInstanceOf(IOException.class);
                });
        Path file = Files.writeString(root.resolve("file"), "no folder");
        assertThatThrownBy(
                        () -> ReportFolder.of(file, Set.of(ReportFormat.JSON)).prepare(true))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void differencesAreToTheBestMethodAndQuoteNames() {
        assertThat(DifferenceTable.text(statistics()).lines())
                .satisfiesExactly(
                        head -> assertThat(head)
                                .isEqualTo("metric,method,best,pairs,mean_difference,low,high,p,protocol"),
                        level -> assertThat(level)
                                .startsWith("LEVEL,\"a, b\",c,6,-3.5,")
                                .endsWith(",0.03125,modern"),
                        distance -> assertThat(distance).startsWith("DISTANCE,c,\"a, b\",6,1.0,1.0,1.0,"));
    }
}
