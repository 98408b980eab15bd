// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.evaluation.MethodScores.Kind;
import io.github.psfusion.methods.MethodDescription;
import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegressionCheckTest {
    private static MetricDescription metric(String key, Direction direction) {
        return new MetricDescription(key, key, direction, 0, 1, 1, key, "");
    }

    private static MethodScores method(String key, Kind kind, MetricValue up, MetricValue down) {
        return new MethodScores(
                new MethodDescription(key, key, "", Map.of()),
                kind,
                List.of(new PairScores("a", Map.of("UP", up, "DOWN", down), Optional.empty())),
                Optional.empty());
    }

    private static MethodScores method(String key, double up, double down) {
        return method(key, Kind.METHOD, MetricValue.of(up), MetricValue.of(down));
    }

    private static ScoreTable table(MethodScores... methods) {
        return ScoreTable.of(new FusionScores(
                TestScores.provenance(),
                Protocol.MODERN,
                List.of(metric("UP", Direction.HIGHER_IS_BETTER), metric("DOWN", Direction.LOWER_IS_BETTER)),
                List.of("a"),
                List.of(methods)));
    }

    @Test
    void smallLossesAreAllowedInBothDirections() {
        assertThat(new RegressionCheck(0.9).violations(table(method("old", 10, 10), method("new", 9.01, 10.99))))
                .isEmpty();
        assertThat(new RegressionCheck(1).violations(table(method("old", 10, 10), method("new", 10, 10))))
                .isEmpty();
    }

    @Test
    void largerLossesAreReportedWithBothNumbers() {
        assertThat(new RegressionCheck(0.9).violations(table(method("old", 10, 10), method("new", 8.9, 11.1))))
                .containsExactly(
                        "UP of new is 8.90000, but 10.0000 of old, the first method; allowed is 9.00000.",
                        "DOWN of new is 11.1000, but 10.0000 of old, the first method; allowed is 11.0000.");
    }

    @Test
    void aNegativeMeanMayFallByAShareOfItsAmount() {
        RegressionCheck check = new RegressionCheck(0.9);
        assertThat(check.violations(table(method("old", -1, 1), method("new", -1.05, 1))))
                .isEmpty();
        assertThat(check.violations(table(method("old", -1, 1), method("new", -1.2, 1))))
                .hasSize(1);
    }

    @Test
    void missingMeansAreViolationsAndBaselinesAreNotChecked() {
        MetricValue none = MetricValue.undefined("too small");
        MethodScores visible = method("visible", Kind.VISIBLE, MetricValue.of(100), MetricValue.of(0));
        assertThat(new RegressionCheck(0.9)
                        .violations(table(
                                visible, method("old", 10, 10), method("new", Kind.IMAGES, none, MetricValue.of(10)))))
                .singleElement()
                .asString()
                .startsWith("UP of new is undefined");
        assertThat(new RegressionCheck(0.9).violations(table(visible))).isEmpty();
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        for (double share : new double[] {0, -1, 1.01, Double.NaN}) {
            assertThatThrownBy(() -> new RegressionCheck(share))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("above 0 and at most 1");
        }
    }
}
