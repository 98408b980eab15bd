// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.methods.MethodDescription;
import io.github.psfusion.metrics.MetricCatalog;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExtremesTest {
    private static Extremes of(String metric, MetricValue... values) {
        List<String> pairs = new ArrayList<>();
        List<PairScores> scores = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            pairs.add("p" + i);
            scores.add(new PairScores("p" + i, Map.of(metric, values[i]), Optional.empty()));
        }
        MethodScores method = new MethodScores(
                new MethodDescription("m", "m", "", Map.of()), MethodScores.Kind.IMAGES, scores, Optional.empty());
        return Extremes.of(
                ScoreTable.of(new FusionScores(
                        new ScoreProvenance("psfusion", Instant.EPOCH, Map.of(), Map.of(), Map.of()),
                        Protocol.MODERN,
                        List.of(MetricCatalog.of(metric).description()),
                        pairs,
                        List.of(method))),
                0,
                0);
    }

    private static MetricValue[] values(double... values) {
        MetricValue[] all = new MetricValue[values.length];
        for (int i = 0; i < values.length; i++) {
            all[i] = MetricValue.of(values[i]);
        }
        return all;
    }

    @Test
    void theDirectionOfTheMetricDecides() {
        assertThat(of("EN", values(1, 5, 3, 2, 4, 6, 7)))
                .isEqualTo(new Extremes(List.of("p6", "p5", "p1"), List.of("p0", "p3", "p2")));
        assertThat(of("MSE", values(1, 5, 3, 2, 4, 6, 7)))
                .isEqualTo(new Extremes(List.of("p0", "p3", "p2"), List.of("p6", "p5", "p1")));
    }

    @Test
    void noPairIsBothBestAndWorst() {
        assertThat(of("EN", values(1, 3, 2))).isEqualTo(new Extremes(List.of("p1", "p2"), List.of("p0")));
        assertThat(of("EN", values(1))).isEqualTo(new Extremes(List.of("p0"), List.of()));
    }

    @Test
    void whatIsNoNumberIsNeither() {
        assertThat(of("EN", MetricValue.undefined("too small"), MetricValue.of(2), MetricValue.of(Double.NaN)))
                .isEqualTo(new Extremes(List.of("p1"), List.of()));
    }
}
