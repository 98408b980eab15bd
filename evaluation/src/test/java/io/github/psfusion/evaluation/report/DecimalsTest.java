// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.evaluation.TestScores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
    @Test
    void aMetricHasItsOwnNumberElseThatOfAll() {
        Decimals decimals = Decimals.parse("3, SD=1");

        assertThat(decimals.of("SD")).hasValue(1);
        assertThat(decimals.of("EN")).hasValue(3);
        assertThat(Decimals.parse("SD=1").of("EN")).isEmpty();
        assertThat(Decimals.USUAL.of("EN")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "16", "1,2", "SD=1,SD=2", "SD=", "3,", "1.5"})
    void otherTextsAreErrors(String text) {
        assertThatThrownBy(() -> Decimals.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(text + ": expected");
    }

    @Test
    void aMetricThatDoesNotExistIsAnError() {
        Decimals.parse("LEVEL=2").check(TestScores.metrics());
        assertThatThrownBy(() -> Decimals.parse("EN=2").check(TestScores.metrics()))
                .hasMessage("there is no metric EN among LEVEL, DISTANCE");
    }
}
