// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomSplitTest {
    private static List<PairFiles> pairs(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> PairFiles.of("p" + i, Path.of("ir", "p" + i + ".png"), Path.of("vi", "p" + i + ".png")))
                .toList();
    }

    private static Map<Split, Integer> sizes(Map<Split, List<PairFiles>> splits) {
        return splits.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, split -> split.getValue().size()));
    }

    @ParameterizedTest
    @CsvSource({
        "0.8, 0.2, 10, 8, 2, 0", "0.7, 0.2, 10, 7, 2, 1", "1, 0, 10, 10, 0, 0", "0, 1, 10, 0, 10, 0",
        "0.9, 0.1, 2, 1, 1, 0", "0.9, 0.1, 1, 1, 0, 0", "0.5, 0.1, 2, 1, 0, 1", "0.1, 0.2, 0, 0, 0, 0",
        "0, 0.5, 10, 0, 5, 5", "0.98, 0.01, 10, 8, 1, 1"
    })
    void sharesBecomeNumbers(double train, double validation, int all, int trained, int validated, int tested) {
        Map<Split, Integer> sizes = sizes(new RandomSplit(train, validation, 1).divide(pairs(all)));

        assertThat(List.of(
                        sizes.getOrDefault(Split.TRAIN, 0),
                        sizes.getOrDefault(Split.VALIDATION, 0),
                        sizes.getOrDefault(Split.TEST, 0)))
                .containsExactly(trained, validated, tested);
    }

    @Test
    void everyPairIsInOneSplitInNaturalOrder() {
        Map<Split, List<PairFiles>> splits = new RandomSplit(0.5, 0.3, 7).divide(pairs(40));

        assertThat(splits.values().stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(pairs(40));
        splits.values()
                .forEach(split ->
                        assertThat(split.stream().map(PairFiles::name)).isSortedAccordingTo(NaturalOrder.INSTANCE));
    }

    @Test
    void theSeedDecides() {
        assertThat(new RandomSplit(0.5, 0.5, 7).divide(pairs(40)))
                .isEqualTo(new RandomSplit(0.5, 0.5, 7).divide(pairs(40)))
                .isNotEqualTo(new RandomSplit(0.5, 0.5, 8).divide(pairs(40)));
    }

    @ParameterizedTest
    @CsvSource({"-0.1, 0.5", "0.8, 0.3", "0, 0", "NaN, 0.5", "0.5, NaN"})
    void sharesAreChecked(double train, double validation) {
        assertThatThrownBy(() -> new RandomSplit(train, validation, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
