// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
    private static final Comparator<String> ORDER = NaturalOrder.INSTANCE;

    @Test
    void numbersAreComparedAsNumbers() {
        assertThat(List.of("10", "b2", "2", "a10b", "a9b", "1", "a").stream().sorted(ORDER))
                .containsExactly("1", "2", "10", "a", "a9b", "a10b", "b2");
    }

    @Test
    void numbersMayBeLongerThanAnyJavaNumber() {
        String nines = "9".repeat(400);
        assertThat(ORDER.compare(nines, "1" + "0".repeat(400))).isNegative();
    }

    @Test
    void leadingZerosDecideOnlyBetweenEqualNumbers() {
        assertThat(List.of("010", "9", "10", "011").stream().sorted(ORDER)).containsExactly("9", "010", "10", "011");
        assertThat(ORDER.compare("a01", "a1")).isNotZero();
    }

    @Test
    void zeroComesBeforeOne() {
        assertThat(List.of("1", "00", "0").stream().sorted(ORDER)).containsExactly("0", "00", "1");
    }
}
