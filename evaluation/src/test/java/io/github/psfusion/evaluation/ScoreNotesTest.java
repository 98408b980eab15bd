// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.metrics.MetricValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoreNotesTest {
    private static final Path FOLDER = Path.of("mine");

    @Test
    void missingImagesAreOneSentencePerEntryWithAtMostTwentyNames() {
        List<MissingImage> missing = IntStream.range(0, 23)
                .mapToObj(i -> new MissingImage("mine", "p" + i, FOLDER))
                .toList();

        assertThat(ScoreNotes.missing(missing, 40))
                .singleElement()
                .asString()
                .startsWith("23 of 40 pairs have no image in mine and are left out of mine:\n  p0, p1, ")
                .endsWith(", p19, and 3 more");
        assertThat(ScoreNotes.missing(List.of(), 40)).isEmpty();
    }

    @Test
    void methodsThatLackTheSamePairsShareASentence() {
        List<MissingImage> missing = List.of(
                new MissingImage("a", "02", Path.of("a")),
                new MissingImage("b", "02", Path.of("b")),
                new MissingImage("c", "02", Path.of("c")),
                new MissingImage("c", "04", Path.of("c")));

        assertThat(ScoreNotes.missing(missing, 5))
                .containsExactly(
                        "1 of 5 pairs have no image in 2 folders and are left out of a, b:\n  02",
                        "2 of 5 pairs have no image in c and are left out of c:\n  02, 04");
    }

    @Test
    void valuesThatNoMeanCountsHaveTheirReasons() {
        MethodScores method = new MethodScores(
                Entry.images("mine", FOLDER).method(),
                MethodScores.Kind.IMAGES,
                List.of(
                        row("1", MetricValue.undefined("too small")),
                        row("2", MetricValue.undefined("constant")),
                        row("3", MetricValue.undefined("too small")),
                        row("4", MetricValue.of(Double.NaN)),
                        row("5", MetricValue.of(1))),
                Optional.empty());

        assertThat(ScoreNotes.notCounted(TestScores.of(List.of("1", "2", "3", "4", "5"), method)))
                .containsExactly("mine, LEVEL: of 5 values 3 undefined (too small; constant) and 1 not a finite number;"
                        + " the mean leaves them out.");
    }

    private static PairScores row(String pair, MetricValue level) {
        return new PairScores(pair, Map.of("LEVEL", level, "DISTANCE", MetricValue.of(1)), Optional.empty());
    }

    @Test
    void failuresThatWereReportedAsMissingAreNotRepeated() {
        List<String> pairs = List.of("1", "2");
        FusionScores scores = TestScores.of(pairs, TestScores.images("mine", pairs, new double[0], new double[0]));

        assertThat(ScoreNotes.failures(scores, List.of(new MissingImage("mine", "1", FOLDER))))
                .containsExactly("2 failed for mine: file 2 is broken");
    }
}
