// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.testing.RecordedLog;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoreStatisticsTest {
    private static final List<String> PAIRS =
            IntStream.range(0, 8).mapToObj(Integer::toString).toList();

    /** Returns values of LEVEL that rise from pair to pair, and a DISTANCE of 1. */
    private static double[][] values(double first, double step) {
        return IntStream.range(0, PAIRS.size())
                .mapToObj(i -> new double[] {first + step * i, 1})
                .toArray(double[][]::new);
    }

    private static double[][] failed() {
        return IntStream.range(0, PAIRS.size()).mapToObj(i -> new double[0]).toArray(double[][]::new);
    }

    private static ScoreStatistics statistics() {
        return ScoreStatistics.of(TestScores.of(
                PAIRS,
                TestScores.images("failed", PAIRS, failed()),
                TestScores.images("worst", PAIRS, values(1, 1)),
                TestScores.scores(Entry.visible(), PAIRS, values(0, 0)),
                TestScores.images("best", PAIRS, values(10, 1)),
                TestScores.images("alike", PAIRS, values(13.4, 0)))); // 0.1 below the best in the mean
    }

    @Test
    void rowsAreBaselinesThenTheBestThenTheRest() {
        assertThat(statistics().rows()).containsExactly(2, 3, 4, 1, 0);
    }

    @Test
    void methodsAreTiedWithTheBestIfTheirDifferenceIsNotSignificant() {
        ScoreStatistics statistics = statistics();

        assertThat(statistics.isTiedWithBest(4, 0, SignificanceCriterion.BOOTSTRAP))
                .isTrue();
        assertThat(statistics.isTiedWithBest(4, 0, SignificanceCriterion.WILCOXON))
                .isTrue();
        assertThat(statistics.isTiedWithBest(4, 0, SignificanceCriterion.NONE)).isFalse();
        assertThat(statistics.isTiedWithBest(1, 0, SignificanceCriterion.BOOTSTRAP))
                .isFalse();
        assertThat(statistics.isTiedWithBest(1, 0, SignificanceCriterion.WILCOXON))
                .isFalse();
        assertThat(statistics.isTiedWithBest(2, 1, SignificanceCriterion.BOOTSTRAP))
                .as("a baseline is not ranked")
                .isFalse();
        assertThat(statistics.isTiedWithBest(3, 0, SignificanceCriterion.BOOTSTRAP))
                .as("the best itself")
                .isFalse();
    }

    @Test
    void theBootstrapIsComputedOnceAndOnlyIfItIsAskedFor() {
        try (RecordedLog log = RecordedLog.of(Significance.class)) {
            ScoreStatistics statistics = statistics();
            assertThat(statistics.isTiedWithBest(4, 0, SignificanceCriterion.NONE))
                    .isFalse();
            assertThat(log.messages()).isEmpty();

            assertThat(statistics.significance()).isSameAs(statistics.significance());
            assertThat(log.messages()).containsExactly("bootstrap of 5 methods in 2 metrics over 8 pairs");
        }
    }
}
