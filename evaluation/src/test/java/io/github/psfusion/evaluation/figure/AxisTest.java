// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.testing.Seeds;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class AxisTest {
    private static List<String> labels(double low, double high) {
        return Axis.around(low, high).ticks().stream().map(Axis.Tick::label).toList();
    }

    @Test
    void ticksAreRound() {
        assertThat(labels(0, 1)).containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
        assertThat(labels(4.51, 7.62)).containsExactly("4.5", "5.0", "5.5", "6.0", "6.5", "7.0", "7.5", "8.0");
        assertThat(labels(-0.2, 2)).containsExactly("-0.5", "0.0", "0.5", "1.0", "1.5", "2.0");
        assertThat(labels(0, 1500)).containsExactly("0", "250", "500", "750", "1000", "1250", "1500");
        assertThat(labels(0.001, 0.0024))
                .containsExactly("0.0010", "0.0012", "0.0014", "0.0016", "0.0018", "0.0020", "0.0022", "0.0024");
    }

    @Test
    void aSingleValueIsInTheMiddle() {
        Axis axis = Axis.around(5, 5);

        assertThat(axis.low()).isLessThan(5);
        assertThat(axis.high()).isGreaterThan(5);
        assertThat(Axis.around(0, 0).share(0)).isEqualTo(0.5);
    }

    @Test
    void extremeValuesHaveAnAxis() {
        assertThat(labels(-Double.MAX_VALUE, Double.MAX_VALUE)).hasSizeBetween(3, 8);
        assertThat(labels(1e10, 1e10 + 1e-5)).doesNotHaveDuplicates();
        assertThat(labels(Double.MIN_VALUE, 2 * Double.MIN_VALUE)).isNotEmpty();
    }

    @ParameterizedTest
    @Seeds(200)
    void anAxisContainsItsValuesWithFewDistinctLabels(long seed) {
        Random random = new Random(seed);
        double low = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(12) - 6);
        double high = low + random.nextDouble() * Math.pow(10, random.nextInt(12) - 6);
        Axis axis = Axis.around(low, high);

        assertThat(axis.low()).isLessThanOrEqualTo(low + axis.step() * 1e-9);
        assertThat(axis.high()).isGreaterThanOrEqualTo(high - axis.step() * 1e-9);
        List<String> labels = axis.ticks().stream().map(Axis.Tick::label).toList();
        assertThat(labels).doesNotHaveDuplicates().hasSizeBetween(3, 8);
    }
}
