// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricDescriptionTest {
    private static String range(double least, double greatest) {
        return new MetricDescription("X", "x", Direction.HIGHER_IS_BETTER, least, greatest, 1, "", "").range();
    }

    @Test
    void theRangeIsInWords() {
        double infinity = Double.POSITIVE_INFINITY;
        assertThat(range(0, 8)).isEqualTo("0 to 8");
        assertThat(range(-1, 0.5)).isEqualTo("-1 to 0.5");
        assertThat(range(0, infinity)).isEqualTo("from 0");
        assertThat(range(-infinity, 2)).isEqualTo("to 2");
        assertThat(range(-infinity, infinity)).isEqualTo("unlimited");
    }
}
