// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignificanceTest {
    @Test
    void theIntervalOfManyDifferencesIsThatOfTheNormalLaw() {
        Random random = new Random(5);
        double[] differences = random.doubles(400).map(x -> x + 0.1).toArray();
        double mean = Arrays.stream(differences).average().orElseThrow();
        double error = Math.sqrt(1.0 / 12 / differences.length);

        PairedDifference found = Significance.of(differences);

        assertThat(found.mean()).isCloseTo(mean, within(1e-12));
        assertThat(found.low()).isCloseTo(mean - 1.96 * error, within(0.1 * error));
        assertThat(found.high()).isCloseTo(mean + 1.96 * error, within(0.1 * error));
        assertThat(found.excludesZero()).isTrue();
        assertThat(found.pValue().orElseThrow()).isLessThan(1e-6);
    }

    @Test
    void theTestAgreesWithAPublishedTable() {
        // Six differences of one sign: 2 of the 64 equally likely patterns of signs are as extreme.
        assertThat(Significance.of(new double[] {1, 2, 3, 4, 5, 6}).pValue().orElseThrow())
                .isCloseTo(2.0 / 64, within(1e-12));
    }

    @Test
    void equalMethodsDoNotDiffer() {
        PairedDifference found = Significance.of(new double[10]);

        assertThat(found).isEqualTo(new PairedDifference(10, 0, 0, 0, found.pValue()));
        assertThat(found.pValue()).isEmpty();
        assertThat(found.excludesZero()).isFalse();
    }

    @Test
    void methodsAreComparedWithTheBestOfEachMetricOnPairsThatBothHave() {
        List<String> pairs = IntStream.range(0, 8).mapToObj(Integer::toString).toList();
        double[][] a =
                IntStream.range(0, 8).mapToObj(i -> new double[] {10 + i, 5}).toArray(double[][]::new);
        double[][] b = IntStream.range(0, 8)
                .mapToObj(i -> i == 3 ? new double[0] : new double[] {8 + i, 2})
                .toArray(double[][]::new);
        ScoreTable table =
                ScoreTable.of(TestScores.of(pairs, TestScores.images("a", pairs, a), TestScores.images("b", pairs, b)));

        Significance significance = Significance.againstBest(table, Ranking.of(table));

        assertThat(significance.reference(0)).hasValue(0);
        assertThat(significance.reference(1)).hasValue(1);
        assertThat(significance.difference(0, 0)).isEmpty();
        assertThat(significance.difference(1, 0)).hasValueSatisfying(difference -> {
            assertThat(difference.pairs()).isEqualTo(7);
            assertThat(difference.mean()).isEqualTo(-2);
            assertThat(difference.high()).isEqualTo(-2);
        });
        assertThat(Significance.against(table, 0).difference(1, 1))
                .hasValueSatisfying(difference -> assertThat(difference.mean()).isEqualTo(-3));
    }

    @Test
    void fewPairsGiveNoAnswer() {
        List<String> pairs = List.of("1", "2", "3", "4");
        double[][] values = {{1, 1}, {2, 2}, {3, 3}, {4, 4}};
        ScoreTable table = ScoreTable.of(
                TestScores.of(pairs, TestScores.images("a", pairs, values), TestScores.images("b", pairs, values)));

        assertThat(Significance.against(table, 0).difference(1, 0)).isEmpty();
    }
}
