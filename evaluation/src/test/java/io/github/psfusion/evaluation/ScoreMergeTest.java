// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.metrics.Protocol;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreMergeTest {
    private static final Path OLD = Path.of("old/scores.json");
    private static final Path NEW = Path.of("new/scores.json");
    private static final List<String> PAIRS = List.of("1", "2");

    private static Map<Path, FusionScores> files(FusionScores old, FusionScores other) {
        Map<Path, FusionScores> files = new LinkedHashMap<>();
        files.put(OLD, old);
        files.put(NEW, other);
        return files;
    }

    private static MethodScores visible(List<String> pairs, double level) {
        return TestScores.scores(Entry.visible(), pairs, new double[] {level, 0}, new double[] {level, 0});
    }

    private static MethodScores method(String key, List<String> pairs, double level) {
        return TestScores.images(key, pairs, new double[] {level, 1}, new double[] {level + 1, 1});
    }

    @Test
    void methodsOfBothFilesStandTogetherAndSourcesOnce() throws ScoreFileException {
        FusionScores merged = ScoreMerge.of(files(
                TestScores.of(PAIRS, visible(PAIRS, 5), method("a", PAIRS, 1)),
                TestScores.of(PAIRS, visible(PAIRS, 5), method("b", PAIRS, 2))));

        assertThat(merged.methods().stream().map(scores -> scores.method().key()))
                .containsExactly("visible", "a", "b");
        assertThat(merged.provenance().settings()).containsEntry("merged from", OLD + ", " + NEW);
    }

    @Test
    void methodsNamedAlikeGetTheNameOfTheirFolder() throws ScoreFileException {
        FusionScores merged = ScoreMerge.of(files(
                TestScores.of(PAIRS, method("psfusion", PAIRS, 1)),
                TestScores.of(PAIRS, method("psfusion", PAIRS, 2))));

        assertThat(merged.methods().stream().map(scores -> scores.method().key()))
                .containsExactly("old/psfusion", "new/psfusion");
    }

    @Test
    void rowsFollowTheOrderOfTheFirstFile() throws ScoreFileException {
        List<String> reversed = List.of("2", "1");

        FusionScores merged = ScoreMerge.of(
                files(TestScores.of(PAIRS, method("a", PAIRS, 1)), TestScores.of(reversed, method("b", reversed, 7))));

        assertThat(ScoreTable.of(merged).values(1, 0)).containsExactly(8, 7);
    }

    @Test
    void otherPairsAreRefused() {
        List<String> others = List.of("1", "3");

        assertThatThrownBy(() -> ScoreMerge.of(files(
                        TestScores.of(PAIRS, method("a", PAIRS, 1)), TestScores.of(others, method("b", others, 1)))))
                .isInstanceOf(ScoreFileException.class)
                .hasMessageContainingAll(OLD.toString(), NEW.toString(), "2 is only in the latter");
    }

    @Test
    void otherProtocolsAreRefused() {
        FusionScores legacy = new FusionScores(
                TestScores.provenance(), Protocol.LEGACY, TestScores.metrics(), PAIRS, List.of(method("b", PAIRS, 1)));

        assertThatThrownBy(() -> ScoreMerge.of(files(TestScores.of(PAIRS, method("a", PAIRS, 1)), legacy)))
                .isInstanceOf(ScoreFileException.class)
                .hasMessageContainingAll(NEW.toString(), "legacy", "modern");
    }

    @Test
    void otherImagesOfTheSameNamesAreRefused() {
        assertThatThrownBy(() -> ScoreMerge.of(files(
                        TestScores.of(PAIRS, visible(PAIRS, 5), method("a", PAIRS, 1)),
                        TestScores.of(PAIRS, visible(PAIRS, 6), method("b", PAIRS, 2)))))
                .isInstanceOf(ScoreFileException.class)
                .hasMessageContainingAll("visible image alone", "5.0", "6.0", "different images");
    }

    @Test
    void oneFileIsItself() throws ScoreFileException {
        FusionScores only = TestScores.of(PAIRS, method("a", PAIRS, 1));

        assertThat(ScoreMerge.of(Map.of(OLD, only))).isEqualTo(only);
    }
}
