// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationRangesTest {
    private static ActivationRange range(double low, double high) {
        return ActivationRange.of(new double[] {low, low / 2, 0}, new double[] {0, high, high / 100});
    }

    private static ActivationRange only(ActivationRanges ranges) {
        return ranges.of("conv.weight").orElseThrow().get(0);
    }

    @Test
    void theRangeOfAnActivationContainsThoseOfItsChannels() {
        ActivationRange range = range(-2, 10);
        assertThat(range.lowest()).isEqualTo(-2);
        assertThat(range.highest()).isEqualTo(10);
        assertThat(range.relativeScale(0)).isEqualTo(1);
        assertThat(range.relativeScale(1)).isEqualTo(1);
        assertThat(range.relativeScale(2)).isCloseTo(0.01, within(1e-12));
    }

    @Test
    void linesAreReadAgainAndNoChannelIsNarrower() {
        ActivationRanges ranges = new ActivationRanges(Map.of("conv.weight", List.of(range(-2, 10), range(0, 3))));
        ActivationRanges again = ActivationRanges.parse(ranges.toLines());
        assertThat(again.of("conv.weight").orElseThrow()).hasSize(2);
        assertThat(only(again).lowest()).isEqualTo(-2);
        assertThat(only(again).highest()).isEqualTo(10);
        assertThat(only(again).relativeScale(2)).isBetween(0.01, 0.01 + 1.0 / 255);
        assertThat(again.of("other")).isEmpty();
    }

    @Test
    void joiningTakesTheLargerRangeOfEachChannel() {
        ActivationRanges first = new ActivationRanges(Map.of("conv.weight", List.of(range(-2, 10))));
        ActivationRanges second = new ActivationRanges(Map.of("conv.weight", List.of(range(-4, 5))));
        assertThat(only(first.joined(second)).lowest()).isEqualTo(-4);
        assertThat(only(first.joined(second)).highest()).isEqualTo(10);
        ActivationRanges more = new ActivationRanges(Map.of("conv.weight", List.of(range(0, 1), range(0, 1))));
        assertThatThrownBy(() -> first.joined(more)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conv.weight",
                "conv.weight 0 1",
                "conv.weight 1 2 /w",
                "conv.weight 0 x /w",
                "conv.weight 0 Infinity /w",
                "conv.weight 0 NaN /w",
                "conv.weight 0 1 ?",
                "conv.weight 0 1 /w 0"
            })
    void damagedLinesAreRefused(String line) {
        assertThatThrownBy(() -> ActivationRanges.parse(line)).isInstanceOf(IllegalArgumentException.class);
    }
}
