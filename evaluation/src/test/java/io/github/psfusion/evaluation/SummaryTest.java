// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.metrics.MetricValue;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final BitSet ALL = BitSet.valueOf(new long[] {-1});

    private static PairScores scores(MetricValue value) {
        return new PairScores("p", Map.of("X", value), Optional.empty());
    }

    @Test
    void whatHasNoValueIsCountedAndLeftOut() {
        Summary summary = Summary.of(
                "X",
                List.of(
                        scores(MetricValue.of(1)),
                        scores(MetricValue.of(4)),
                        scores(MetricValue.undefined("too small")),
                        scores(MetricValue.of(Double.NaN)),
                        scores(MetricValue.of(Double.POSITIVE_INFINITY)),
                        new PairScores("p", Map.of(), Optional.of("unreadable"))),
                ALL);

        assertThat(summary.mean()).hasValue(2.5);
        assertThat(summary.deviation().orElseThrow()).isCloseTo(Math.sqrt(4.5), within(1e-15));
        assertThat(summary.count()).isEqualTo(2);
        assertThat(summary.undefined()).isEqualTo(1);
        assertThat(summary.notFinite()).isEqualTo(2);
        assertThat(summary.failed()).isEqualTo(1);
        assertThat(summary.leftOut()).isEqualTo(4);
    }

    @Test
    void nothingHasNoMean() {
        Summary summary = Summary.of("X", List.of(scores(MetricValue.of(Double.NaN))), ALL);

        assertThat(summary.mean()).isEmpty();
        assertThat(summary.deviation()).isEmpty();
    }
}
