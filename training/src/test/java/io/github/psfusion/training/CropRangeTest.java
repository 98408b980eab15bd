// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.training.CropRange.CropSize;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CropRangeTest {
    @Test
    void eachSizeIsUsedForEquallyManySteps() {
        CropRange crops = CropRange.parse("128x128..256x256");
        Map<String, Long> counts = LongStream.range(0, 1000)
                .mapToObj(step -> crops.at(step, 1000).toString())
                .collect(Collectors.groupingBy(size -> size, TreeMap::new, Collectors.counting()));
        assertThat(counts)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("128x128", 200L, "160x160", 200L, "192x192", 200L, "224x224", 200L, "256x256", 200L));
        assertThat(crops.at(199, 1000)).isEqualTo(new CropSize(128, 128));
        assertThat(crops.at(200, 1000)).isEqualTo(new CropSize(160, 160));
        assertThat(crops.at(1000, 1000)).as("after the end").isEqualTo(new CropSize(256, 256));
    }

    @Test
    void sideThatGrowsLessGrowsInProportion() {
        CropRange crops = CropRange.parse("128x96..256x160");
        String sizes = LongStream.range(0, 5)
                .mapToObj(step -> crops.at(step, 5).toString())
                .collect(Collectors.joining(" "));
        assertThat(sizes).isEqualTo("128x96 160x96 192x128 224x128 256x160");
    }

    @Test
    void trainingsOfAnyLengthEndAtTheLargestSize() {
        CropRange crops = CropRange.parse("32x64..96x64");
        for (long steps : new long[] {3, 7, 1_000_003, 4_000_000_000_000_000_000L}) {
            assertThat(crops.at(0, steps)).isEqualTo(crops.first());
            assertThat(crops.at(steps - 1, steps)).isEqualTo(crops.last());
        }
        assertThat(crops.at(0, 1)).as("a single step").isEqualTo(crops.first());
    }

    @Test
    void oneSizeStaysAsItIs() {
        CropRange crops = CropRange.parse("256x128");
        assertThat(crops).isEqualTo(CropRange.of(256, 128));
        assertThat(crops.at(0, 10)).isEqualTo(crops.at(10, 10)).isEqualTo(new CropSize(256, 128));
        assertThat(crops.remaining(3, 10)).isEqualTo(7);
    }

    /** Two steps of 32 x 32, two of 64 x 64, which cost four times as much. */
    @Test
    void remainingWorkIsInStepsOfThePresentSize() {
        CropRange crops = CropRange.parse("32x32..64x64");
        assertThat(crops.remaining(0, 4)).isCloseTo(10, within(1e-12));
        assertThat(crops.remaining(1, 4)).isCloseTo(9, within(1e-12));
        assertThat(crops.remaining(2, 4)).isCloseTo(2, within(1e-12));
        assertThat(crops.remaining(4, 4)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"256x256", "128x96..256x160"})
    void textIsReadAsWritten(String text) {
        assertThat(CropRange.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "256", "250x256", "0x32", "256x256..128x128", "128x128..", "..128x128", "32x32..64x64..96x96"
            })
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> CropRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
