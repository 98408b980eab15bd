// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.imaging.Plane;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrainingPairsTest {
    private static final PairFingerprint ONE = pair(1);
    private static final PairFingerprint TWO = pair(2);

    private static PairFingerprint pair(int level) {
        Plane plane = Plane.constant(8, 8, level / 255f);
        return PairFingerprint.of(plane, plane);
    }

    @Test
    void theListIsReadBackFromMetadata() {
        for (boolean complete : new boolean[] {true, false}) {
            TrainingPairs pairs = TrainingPairs.of(List.of(TWO, ONE, TWO), complete);
            TrainingPairs read = TrainingPairs.in(Map.of(TrainingPairs.METADATA, pairs.text()));

            assertThat(read).isEqualTo(pairs);
            assertThat(read.size()).isEqualTo(2);
            assertThat(read.isComplete()).isEqualTo(complete);
            assertThat(read.contains(ONE)).isTrue();
            assertThat(read.contains(pair(3))).isFalse();
            assertThat(pairs.text())
                    .as("whatever the order")
                    .isEqualTo(TrainingPairs.of(List.of(ONE, TWO), complete).text());
        }
    }

    @Test
    void aFileWithoutAListIsUnknownAndNotUntrained() {
        assertThat(TrainingPairs.in(Map.of("source", "x")).isUnknown()).isTrue();
        assertThat(TrainingPairs.in(Map.of("source", "x"))).hasToString("unknown");
        TrainingPairs none = TrainingPairs.of(Set.of(), true);
        assertThat(none.isUnknown()).isFalse();
        assertThat(TrainingPairs.parse(none.text())).isEqualTo(none).hasToString("0 pairs");
    }

    @Test
    void bothTogetherAreCompleteIfBothAre() {
        TrainingPairs one = TrainingPairs.of(List.of(ONE), true);

        assertThat(one.and(TrainingPairs.of(List.of(ONE, TWO), true)))
                .isEqualTo(TrainingPairs.of(List.of(ONE, TWO), true))
                .hasToString("2 pairs");
        assertThat(one.and(TrainingPairs.unknown()))
                .isEqualTo(TrainingPairs.of(List.of(ONE), false))
                .hasToString("1 pair, others are not known");
    }

    @Test
    void damagedListsAreRefusedAndDescribedAsSuch() {
        String good = TrainingPairs.of(List.of(ONE), true).text();
        for (String text :
                List.of("", "pairs-1", "pairs-2 complete", "pairs-1 all", good + " ", good + "0", good + " 00")) {
            assertThatThrownBy(() -> TrainingPairs.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("training_pairs");
            assertThat(TrainingPairs.described(Map.of(TrainingPairs.METADATA, text)))
                    .containsEntry(TrainingPairs.METADATA, "damaged");
        }
        assertThat(TrainingPairs.described(Map.of("a", "b", TrainingPairs.METADATA, good)))
                .containsEntry(TrainingPairs.METADATA, "1 pair")
                .containsEntry("a", "b");
    }
}
