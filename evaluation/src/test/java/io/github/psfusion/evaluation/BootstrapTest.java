// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Equal scores give equal intervals, to the last bit: reports of two days can be compared as files. */
class BootstrapTest {
    private static final double[] DIFFERENCES = {0.3, -0.1, 0.25, 0.7, -0.4, 0.05, 0.6, 0.15, -0.2, 0.45, 0.33};

    @Test
    void intervalsDoNotDependOnWhenTheyAreComputed() {
        PairedDifference first = Significance.of(DIFFERENCES);
        PairedDifference second = Significance.of(DIFFERENCES);
        assertThat(second).isEqualTo(first);
        assertThat(first.low()).isLessThan(first.mean());
        assertThat(first.high()).isGreaterThan(first.mean());
    }

    /** The same draws, written out: 10,000 samples with replacement by a generator of seed 1. */
    @Test
    void intervalIsThatOfTheDocumentedDraws() {
        SplittableRandom random = new SplittableRandom(1);
        double[] means = new double[10_000];
        for (int i = 0; i < means.length; i++) {
            double sum = 0;
            for (int j = 0; j < DIFFERENCES.length; j++) {
                sum += DIFFERENCES[random.nextInt(DIFFERENCES.length)];
            }
            means[i] = sum / DIFFERENCES.length;
        }
        Arrays.sort(means);
        PairedDifference found = Significance.of(DIFFERENCES);
        assertThat(found.low()).isCloseTo(between(means, 249, 0.975), within(1e-12));
        assertThat(found.high()).isCloseTo(between(means, 9749, 0.025), within(1e-12));
    }

    /** The percentiles lie at the positions 249.975 and 9749.025. */
    private static double between(double[] sorted, int index, double share) {
        return sorted[index] * (1 - share) + sorted[index + 1] * share;
    }

    @Test
    void tablesOfEqualScoresAreEqual() {
        List<String> pairs = IntStream.range(0, 9).mapToObj(Integer::toString).toList();
        double[][] a = IntStream.range(0, 9)
                .mapToObj(i -> new double[] {i % 4, (i * 7) % 5})
                .toArray(double[][]::new);
        double[][] b = IntStream.range(0, 9)
                .mapToObj(i -> new double[] {(i * 3) % 5, i % 3})
                .toArray(double[][]::new);
        FusionScores scores = TestScores.of(pairs, TestScores.images("a", pairs, a), TestScores.images("b", pairs, b));
        ScoreTable table = ScoreTable.of(scores);
        for (int metric = 0; metric < 2; metric++) {
            assertThat(Significance.against(table, 0).difference(1, metric))
                    .isPresent()
                    .isEqualTo(Significance.against(ScoreTable.of(scores), 0).difference(1, metric));
        }
    }
}
