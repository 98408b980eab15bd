// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.evaluation.Entry;
import io.github.psfusion.evaluation.FusionScores;
import io.github.psfusion.evaluation.MethodScores;
import io.github.psfusion.evaluation.MethodTiming;
import io.github.psfusion.evaluation.RegressionCheck;
import io.github.psfusion.evaluation.ReportImages;
import io.github.psfusion.evaluation.ScoreFileException;
import io.github.psfusion.evaluation.ScoreMerge;
import io.github.psfusion.evaluation.ScoreNotes;
import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.evaluation.SignificanceCriterion;
import io.github.psfusion.evaluation.TestScores;
import io.github.psfusion.evaluation.TrainingOverlap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.fingerprint.PairFingerprint;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.testing.Fuzz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files of scores are read, merged and reported, or refused; nothing else happens. */
class DamagedScoresTest {
    private static final List<String> PAIRS = List.of("1", "2", "3", "4", "5", "6");

    @TempDir
    private Path folder;

    private static FusionScores scores(String key) {
        double[][] values = new double[PAIRS.size()][];
        List<Optional<PairFingerprint>> sources = new ArrayList<>();
        for (int i = 0; i < PAIRS.size(); i++) {
            values[i] = i == 4 ? new double[0] : new double[] {i + key.length() / 10.0, i == 2 ? Double.NaN : 1};
            Plane plane = Plane.constant(4, 4, i / 10f);
            sources.add(i == 3 ? Optional.empty() : Optional.of(PairFingerprint.of(plane, plane)));
        }
        MethodScores plain = TestScores.images(key, PAIRS, values);
        MethodScores method = new MethodScores(
                plain.method(),
                MethodScores.Kind.METHOD,
                plain.pairs(),
                Optional.of(new MethodTiming(2, List.of(0.5, 1.0), 1)),
                Optional.of(new TrainingOverlap(List.of("2"), true)));
        return new FusionScores(
                TestScores.provenance(),
                Protocol.MODERN,
                TestScores.metrics(),
                PAIRS,
                List.of(TestScores.scores(Entry.visible(), PAIRS, values), method),
                List.of("1.png: alpha dropped"),
                sources);
    }

    /** More mutations with {@code -Dpsfusion.fuzz=10000}. */
    @Test
    void anyBytesAreReportedOrRefused() throws IOException {
        Path file = folder.resolve("scores.json");
        Path sound = folder.resolve("sound.json");
        FusionScores other = scores("other");
        byte[] bytes = JsonReport.text(ScoreStatistics.of(scores("mine"))).getBytes(StandardCharsets.UTF_8);
        int[] read = {0};

        Fuzz.of("scores", 100, bytes).run(mutation -> {
            Files.write(file, mutation);
            FusionScores scores;
            try {
                scores = JsonReport.read(file);
                read[0]++;
                report(scores);
            } catch (ScoreFileException e) {
                assertThat(e).hasMessageStartingWith(file.toString());
                return;
            }
            Map<Path, FusionScores> both = new LinkedHashMap<>();
            both.put(sound, other);
            both.put(file, scores);
            try {
                report(ScoreMerge.of(both));
            } catch (ScoreFileException e) {
                assertThat(e.getMessage()).contains(file.toString());
            }
        });
        assertThat(read[0]).as("some mutations are sound files").isPositive();
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(path -> folder.relativize(path).toString()))
                    .as("nothing is written elsewhere")
                    .allMatch(name -> name.equals("scores.json") || name.startsWith("reports"));
        }
    }

    private void report(FusionScores scores) throws IOException {
        ScoreStatistics statistics = ScoreStatistics.of(scores);
        try {
            statistics.table().common().require();
        } catch (DatasetException e) {
            assertThat(e).hasMessageContaining("no pair has values of all methods");
        }
        assertThat(CsvReport.scores(scores) + CsvReport.summary(statistics) + DifferenceTable.text(statistics))
                .isNotEmpty();
        assertThat(MarkdownReport.text(statistics, TableStyle.DEFAULT)
                        + LatexReport.text(statistics, TableStyle.DEFAULT))
                .isNotEmpty();
        assertThat(JsonReport.text(statistics)).contains("\"schema\"");
        assertThat(JsonLines.of(scores)).isNotEmpty();
        TextReport text = new TextReport(statistics, new TextReport.Signs("^", "v", "+-"));
        assertThat(text.ranking(SignificanceCriterion.WILCOXON).rows()).isNotEmpty();
        assertThat(text.means().rows()).isNotEmpty();
        assertThat(text.title() + text.notes() + text.legend(SignificanceCriterion.BOOTSTRAP))
                .isNotEmpty();
        assertThat(ScoreNotes.failures(scores, List.of())).isNotNull();
        assertThat(ScoreNotes.notCounted(scores)).isNotNull();
        assertThat(new RegressionCheck(0.9).violations(statistics.table())).isNotNull();
        SheetReport.write(statistics.table(), folder.resolve("reports"));
        HtmlReport.write(statistics, ReportImages.NONE, folder.resolve("reports/report.html"));
    }
}
