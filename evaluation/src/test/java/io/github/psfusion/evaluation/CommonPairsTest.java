// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.metrics.MetricValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommonPairsTest {
    private static final List<String> PAIRS =
            IntStream.range(0, 6).mapToObj(i -> "p" + i).toList();
    private static final double UNDEFINED = Double.NaN;
    private static final double[] FAILED = {};

    /** Returns values of LEVEL as given and a DISTANCE of 1; NaN stands for an undefined value. */
    private static MethodScores method(Entry entry, double[]... values) {
        List<PairScores> rows = new ArrayList<>();
        for (int i = 0; i < PAIRS.size(); i++) {
            Map<String, MetricValue> byKey = new LinkedHashMap<>();
            for (int j = 0; j < values[i].length; j++) {
                byKey.put(
                        TestScores.metrics().get(j).key(),
                        Double.isNaN(values[i][j]) ? MetricValue.undefined("too small") : MetricValue.of(values[i][j]));
            }
            rows.add(new PairScores(PAIRS.get(i), byKey, byKey.isEmpty() ? Optional.of("no image") : Optional.empty()));
        }
        return new MethodScores(entry.method(), entry.kind(), rows, Optional.empty());
    }

    private static MethodScores images(String key, double[]... values) {
        return method(Entry.images(key, Path.of(key)), values);
    }

    /** Returns rows of LEVEL and a DISTANCE of 1. */
    private static double[][] levels(double... levels) {
        return Arrays.stream(levels).mapToObj(level -> new double[] {level, 1}).toArray(double[][]::new);
    }

    private static double[][] without(double[][] values, int... pairs) {
        double[][] fewer = values.clone();
        for (int pair : pairs) {
            fewer[pair] = FAILED;
        }
        return fewer;
    }

    private static ScoreStatistics of(MethodScores... methods) {
        return ScoreStatistics.of(TestScores.of(PAIRS, methods));
    }

    @Test
    void equalImagesAreTiedHoweverManyOneMethodLacks() {
        double[][] values = levels(9, 1, 1, 1, 1, 1);
        ScoreStatistics statistics = of(
                method(Entry.visible(), levels(100, 2, 2, 2, 2, 2)),
                images("whole", values),
                images("half", without(values, 0, 2, 4)));

        assertThat(statistics.table().summary(1, 0).mean()).hasValue(1);
        assertThat(statistics.table().summary(2, 0).mean()).hasValue(1);
        assertThat(statistics.ranking().meanRank(1)).hasValue(1.5);
        assertThat(statistics.ranking().meanRank(2)).hasValue(1.5);
        assertThat(statistics.table().summary(0, 0).mean())
                .as("the source baseline, over the same pairs")
                .hasValue(2);
        assertThat(statistics.table().summary(1, 0).count()).isEqualTo(3);
        assertThat(statistics.table().summary(1, 0).available()).isEqualTo(6);
        assertThat(ScoreNotes.common(statistics.table()))
                .containsExactly(
                        "Means, ranks and marks are over the pairs on which all ranked methods have a value, those of the"
                                + " source baselines, too: 3 of 6.",
                        "half has values on 3 of 6 pairs.");
    }

    @Test
    void oneUndefinedValueLeavesItsPairOutOfItsMetricAlone() {
        double[][] values = levels(1, 2, 3, 4, 5, 60);
        double[][] undefined = levels(1, 2, 3, 4, 5, 6);
        undefined[5] = new double[] {UNDEFINED, 1};
        ScoreTable table = of(images("a", values), images("b", undefined)).table();

        assertThat(table.common().count(0)).isEqualTo(5);
        assertThat(table.common().count(1)).isEqualTo(6);
        assertThat(table.summary(0, 0).mean()).hasValue(3);
        assertThat(table.summary(1, 0).mean()).hasValue(3);
        assertThat(ScoreNotes.common(table))
                .containsExactly(
                        "Means, ranks and marks are over the pairs on which all ranked methods have a value, those of the"
                                + " source baselines, too: 5 of 6 (LEVEL), 6 (DISTANCE).",
                        "b has values on 5 of 6 (LEVEL), 6 (DISTANCE) pairs.");
    }

    @Test
    void aMetricThatOneMethodNeverHasIsRankedAmongTheOthersAndEntersNoMeanRank() {
        double[][] never = levels(UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED);
        ScoreStatistics statistics =
                of(images("a", levels(1, 2, 3, 4, 5, 6)), images("b", never), images("c", levels(2, 3, 4, 5, 6, 7)));

        assertThat(statistics.ranking().rank(0, 0)).hasValue(2);
        assertThat(statistics.ranking().rank(1, 0)).isEmpty();
        assertThat(statistics.ranking().rank(2, 0)).hasValue(1);
        assertThat(IntStream.range(0, 3).mapToObj(statistics.ranking()::meanRank))
                .as("of DISTANCE alone, in which all are equal")
                .allSatisfy(rank -> assertThat(rank).hasValue(2));
        assertThat(ScoreNotes.common(statistics.table()))
                .contains("LEVEL has no value for b; it is ranked among the others and enters no mean rank.");
    }

    @Test
    void oneMethodAloneWithAMetricIsNotTheBestOfIt() {
        double[][] never = levels(UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED);
        ScoreStatistics statistics = of(images("a", levels(1, 2, 3, 4, 5, 6)), images("b", never));

        assertThat(statistics.ranking().rank(0, 0)).isEmpty();
        assertThat(statistics.table().summary(0, 0).mean()).hasValue(3.5);
        assertThat(ScoreNotes.common(statistics.table()))
                .contains("LEVEL has no value for b; it has no ranks and enters no mean rank.");
    }

    @Test
    void aMethodWithoutAnyPairIsNotRankedAndTakesNothingFromTheOthers() {
        double[][] values = levels(1, 2, 3, 4, 5, 6);
        ScoreStatistics statistics =
                of(images("a", values), images("none", without(values, 0, 1, 2, 3, 4, 5)), images("b", values));

        assertThat(statistics.table().summary(0, 0).count()).isEqualTo(6);
        assertThat(statistics.ranking().meanRank(1)).isEmpty();
        assertThat(statistics.ranking().order()).containsExactly(0, 2);
        assertThat(ScoreNotes.common(statistics.table())).contains("none has no value on any pair and is not ranked.");
    }

    @Test
    void disjointPairsAreAnErrorThatNamesAll() {
        double[][] values = levels(1, 2, 3, 4, 5, 6);
        CommonPairs common = of(
                        images("first", without(values, 3, 4, 5)),
                        images("last", without(values, 0, 1, 2)),
                        images("whole", values))
                .table()
                .common();

        assertThatThrownBy(common::require)
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll("first has 3 of 6", "last has 3 of 6", "whole has 6 of 6");
    }

    @Test
    void disjointPairsOfOneMetricLeaveThatMetricOut() {
        double[][] first = levels(1, 2, 3, UNDEFINED, UNDEFINED, UNDEFINED);
        double[][] last = levels(UNDEFINED, UNDEFINED, UNDEFINED, 1, 2, 3);
        ScoreStatistics statistics = of(images("first", first), images("last", last));

        assertThatCode(() -> statistics.table().common().require()).doesNotThrowAnyException();
        assertThat(statistics.table().summary(0, 0).mean()).isEmpty();
        assertThat(statistics.ranking().rank(0, 0)).isEmpty();
        assertThat(statistics.ranking().meanRank(0)).hasValue(1.5);
        assertThat(ScoreNotes.common(statistics.table()))
                .contains(
                        "LEVEL has no pair on which all methods have a value; it has no means and enters no mean rank.");
        assertThat(new RegressionCheck(0.5).violations(statistics.table()))
                .containsExactly("LEVEL of first, the first method, is undefined on the common pairs; last cannot be"
                        + " compared with it.");
    }

    @Test
    void aLossOnPairsThatTheFirstMethodLacksIsNone() {
        double[][] values = levels(9, 1, 1, 1, 1, 1);
        RegressionCheck check = new RegressionCheck(0.99);

        assertThat(check.violations(of(images("whole", values), images("half", without(values, 0)))
                        .table()))
                .isEmpty();
        assertThat(check.violations(of(images("half", without(values, 0)), images("whole", values))
                        .table()))
                .isEmpty();
        assertThat(check.violations(of(images("half", without(values, 0)), images("worse", levels(9, 1, 1, 1, 1, 0)))
                        .table()))
                .hasSize(1);
        assertThat(check.violations(of(images("none", without(values, 0, 1, 2, 3, 4, 5)), images("whole", values))
                        .table()))
                .as("a first method without a value")
                .hasSize(2);
    }

    @Test
    void extremesAreChosenAmongTheCommonPairs() {
        double[][] values = levels(9, 1, 2, 3, 4, 5);
        ScoreTable table =
                of(images("whole", values), images("part", without(values, 0))).table();

        assertThat(Extremes.of(table, 0, 0)).isEqualTo(Extremes.of(table, 1, 0));
        assertThat(Extremes.of(table, 0, 0).best()).startsWith("p5");
    }

    @Test
    void differencesAreOfTheCommonPairs() {
        double[][] values = levels(1, 2, 3, 4, 5, 6);
        ScoreStatistics statistics =
                of(images("a", levels(2, 3, 4, 5, 6, 7)), images("b", values), images("c", without(values, 5)));

        assertThat(statistics.significance().difference(1, 0).orElseThrow().pairs())
                .as("a and b have all six pairs, c five")
                .isEqualTo(5);
    }

    @Test
    void whatTheOthersLackChangesNoOrder() {
        Random random = new Random(7);
        for (int trial = 0; trial < 50; trial++) {
            double[][] one = levels(random.doubles(6).toArray());
            double[][] other = levels(random.doubles(6).toArray());
            int pair = random.nextInt(6);

            ScoreStatistics all = of(images("a", without(one, pair)), images("b", without(other, pair)));
            ScoreStatistics some = of(images("a", one), images("b", without(other, pair)));

            assertThat(some.ranking().order()).isEqualTo(all.ranking().order());
            for (int method = 0; method < 2; method++) {
                assertThat(some.table().summary(method, 0).mean())
                        .isEqualTo(all.table().summary(method, 0).mean());
                assertThat(some.ranking().meanRankOverPairs(method))
                        .isEqualTo(all.ranking().meanRankOverPairs(method));
            }
        }
    }
}
