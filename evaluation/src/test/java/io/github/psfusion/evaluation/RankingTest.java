// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.metrics.Direction;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final List<String> PAIRS = List.of("1", "2");

    @Test
    void tiesShareTheirRanksAndAMissingValueHasNone() {
        assertThat(Ranking.ranks(new double[] {5, 7, 5, Double.NaN, 1}, Direction.HIGHER_IS_BETTER))
                .containsExactly(2.5, 1, 2.5, Double.NaN, 4);
        assertThat(Ranking.ranks(new double[] {5, 7, 5, 1}, Direction.LOWER_IS_BETTER))
                .containsExactly(2.5, 4, 2.5, 1);
    }

    @Test
    void meanRanksAreOverMetricsAndOverPairs() {
        Ranking ranking = Ranking.of(ScoreTable.of(TestScores.of(
                PAIRS,
                TestScores.images("a", PAIRS, new double[] {10, 1}, new double[] {1, 1}),
                TestScores.images("b", PAIRS, new double[] {2, 2}, new double[] {2, 2}))));

        assertThat(ranking.rank(0, 0)).hasValue(1); // 5.5 above 2
        assertThat(ranking.rank(0, 1)).hasValue(1); // 1 below 2
        assertThat(ranking.meanRank(1)).hasValue(2);
        assertThat(ranking.meanRankOverPairs(0)).hasValue((1 + 2 + 1 + 1) / 4.0);
        assertThat(ranking.order()).containsExactly(0, 1);
    }

    @Test
    void baselinesAndFailuresAreNotRanked() {
        Ranking ranking = Ranking.of(ScoreTable.of(TestScores.of(
                PAIRS,
                TestScores.scores(Entry.visible(), PAIRS, new double[] {99, 0}, new double[] {99, 0}),
                TestScores.images("a", PAIRS, new double[] {1, 1}, new double[] {1, 1}),
                TestScores.images("none", PAIRS, new double[0], new double[0]))));

        assertThat(ranking.rank(0, 0)).isEmpty();
        assertThat(ranking.meanRank(0)).isEmpty();
        assertThat(ranking.rank(1, 0)).hasValue(1);
        assertThat(ranking.meanRank(2)).isEmpty();
        assertThat(ranking.meanRankOverPairs(2)).isEmpty();
        assertThat(ranking.order()).containsExactly(1);
    }
}
