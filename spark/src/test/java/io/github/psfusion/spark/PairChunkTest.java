// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.datasets.ImageNameList;
import io.github.psfusion.datasets.NamedPairs;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairChunkTest {
    private static NamedPairs pairs(int count) throws IOException {
        ImageNameList names = new ImageNameList("folder");
        for (int i = 0; i < count; i++) {
            names.add(i + ".png", i);
        }
        return NamedPairs.of(names, names);
    }

    @ParameterizedTest
    @CsvSource({"1, 8, 1, 1", "20, 2, 6, 10", "200, 2, 17, 16", "1000, 100, 381, 10", "200000, 8, 10026, 20"})
    void eachPairIsInOneTask(int count, int slots, int tasks, int largest) throws IOException {
        NamedPairs pairs = pairs(count);
        List<PairChunk> chunks = PairChunk.divide(pairs, pairs.largestFirst().toArray(), slots);
        assertThat(chunks).hasSize(tasks);
        assertThat(chunks.get(0).size()).isEqualTo(largest);
        for (int i = 1; i < tasks; i++) {
            assertThat(chunks.get(i).size()).isBetween(1, chunks.get(i - 1).size());
        }
        assertThat(chunks.get(tasks - 1).size()).isEqualTo(1);
        assertThat(chunks.stream()
                        .flatMap(chunk -> chunk.names().stream())
                        .toList()
                        .equals(IntStream.range(0, count)
                                .mapToObj(i -> String.valueOf(count - 1 - i))
                                .toList()))
                .isTrue();
    }
}
