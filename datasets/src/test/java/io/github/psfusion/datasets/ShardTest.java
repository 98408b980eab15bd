// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
    @ParameterizedTest
    @CsvSource({"7, 3", "6, 3", "2, 5", "0, 2", "5, 1"})
    void eachElementIsInOneShard(int elements, int count) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < elements; i++) {
            all.add(i);
        }
        List<Integer> joined = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            List<Integer> shard = new Shard(i, count).of(all);
            assertThat(shard.size()).isBetween(elements / count, (elements + count - 1) / count);
            joined.addAll(shard);
        }
        assertThat(joined).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void isReadAsWritten() {
        assertThat(Shard.parse("2/3")).isEqualTo(new Shard(2, 3)).hasToString("2/3");
        assertThat(Shard.parse("1/1")).isEqualTo(Shard.ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/3", "4/3", "1", "1/0", "-1/3", "1/3/2", "a/b", "", " 1/2", "1/9999999"})
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> Shard.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "' is no shard");
    }
}
