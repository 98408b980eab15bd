// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.fingerprint.PairFingerprint;
import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.Protocol;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    void otherPairsAreFailuresOfTheFileThatLacksThem() throws ScoreFileException {
        List<String> others = List.of("3", "2");

        FusionScores merged = ScoreMerge.of(files(
                TestScores.of(PAIRS, visible(PAIRS, 5), method("a", PAIRS, 1)),
                TestScores.of(others, visible(others, 5), method("b", others, 7))));

        assertThat(merged.pairs()).containsExactly("1", "2", "3");
        assertThat(merged.failures())
                .extracting(FusionScores.Failure::method, FusionScores.Failure::pair)
                .containsExactly(tuple("a", "3"), tuple("b", "1"));
        assertThat(merged.failures().get(0).reason()).contains(OLD.toString(), "no scores of this pair");
        ScoreTable table = ScoreTable.of(merged);
        assertThat(table.summary(0, 0).available()).as("baseline of both files").isEqualTo(3);
        assertThat(table.summary(0, 0).count()).isEqualTo(1);
        assertThat(table.summary(1, 0).mean()).as("a on pair 2 alone").hasValue(2);
        assertThat(table.summary(2, 0).mean()).as("b on pair 2 alone").hasValue(8);
    }

    @Test
    void disjointPairsLeaveNothingToCompare() throws ScoreFileException {
        List<String> others = List.of("3", "4");
        FusionScores merged = ScoreMerge.of(
                files(TestScores.of(PAIRS, method("a", PAIRS, 1)), TestScores.of(others, method("b", others, 1))));

        assertThatThrownBy(() -> ScoreTable.of(merged).common().require())
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll("no pair has values of all methods", "a has 2 of 4", "b has 2 of 4");
    }

    @Test
    void metricsThatNotAllFilesHaveAreNamed() throws ScoreFileException {
        FusionScores both = TestScores.of(PAIRS, method("a", PAIRS, 1));
        FusionScores one = new FusionScores(
                TestScores.provenance(),
                Protocol.MODERN,
                TestScores.metrics().subList(1, 2),
                PAIRS,
                List.of(method("b", PAIRS, 1)));

        assertThat(ScoreMerge.leftOut(List.of(both, one))).containsExactly("LEVEL");
        assertThat(ScoreMerge.leftOut(List.of(both))).isEmpty();
        assertThat(ScoreMerge.of(files(both, one)).metrics()).hasSize(1);
    }

    @Test
    void metricsOfOneNameAndTwoDirectionsAreRefused() {
        MetricDescription level = TestScores.metrics().get(0);
        MetricDescription turned = new MetricDescription(
                level.key(), level.name(), Direction.LOWER_IS_BETTER, 0, 1, 1, level.formula(), "");
        FusionScores other = new FusionScores(
                TestScores.provenance(), Protocol.MODERN, List.of(turned), PAIRS, List.of(method("b", PAIRS, 1)));

        assertThatThrownBy(() -> ScoreMerge.of(files(TestScores.of(PAIRS, method("a", PAIRS, 1)), other)))
                .isInstanceOf(ScoreFileException.class)
                .hasMessageContainingAll(OLD.toString(), NEW.toString(), "direction of LEVEL");
    }

    @Test
    void otherSourcesUnderTheSameNamesAreRefused() {
        assertThatThrownBy(() -> ScoreMerge.of(files(sourced("a", 0.25f), sourced("b", 0.5f))))
                .isInstanceOf(ScoreFileException.class)
                .hasMessageContainingAll(
                        OLD.toString(), NEW.toString(), "pair 1", "different images of the same names");
    }

    @Test
    void equalSourcesGoTogetherAndStayKnown() throws ScoreFileException {
        FusionScores merged = ScoreMerge.of(files(sourced("a", 0.25f), sourced("b", 0.25f)));

        assertThat(merged.sources()).isEqualTo(sourced("a", 0.25f).sources());
    }

    /** Returns scores of pairs whose first one has sources of a level; those of the second are not known. */
    private static FusionScores sourced(String key, float level) {
        Plane plane = Plane.constant(8, 8, level);
        return new FusionScores(
                TestScores.provenance(),
                Protocol.MODERN,
                TestScores.metrics(),
                PAIRS,
                List.of(method(key, PAIRS, 1)),
                List.of(),
                List.of(Optional.of(PairFingerprint.of(plane, plane)), Optional.empty()));
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
