// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MixtureTest {
    private static final OptionalDouble NONE = OptionalDouble.empty();

    private static Mixture of(List<Integer> pairs, OptionalDouble... shares) {
        return Mixture.of(pairs, List.of(shares));
    }

    @Test
    void setsWithoutSharesDivideTheRestByTheirPairs() {
        Mixture mixture = of(List.of(100, 30, 10), NONE, OptionalDouble.of(0.45), NONE);
        assertThat(mixture.pairs()).isEqualTo(140);
        assertThat(mixture.parts().get(0).share()).isCloseTo(0.5, within(1e-12));
        assertThat(mixture.parts().get(1).share()).isEqualTo(0.45);
        assertThat(mixture.parts().get(2).share()).isCloseTo(0.05, within(1e-12));
        assertThat(mixture).hasToString("0.5, 0.45, 0.05");
    }

    @Test
    void countsFollowTheSharesAndSumUp() {
        assertThat(of(List.of(307, 138), NONE, NONE).counts(445)).containsExactly(307, 138);
        assertThat(of(List.of(307, 138), NONE, OptionalDouble.of(0.3)).counts(445))
                .containsExactly(312, 133);
        assertThat(of(List.of(1, 1, 1), NONE, NONE, NONE).counts(8)).containsExactly(3, 3, 2);
        assertThat(of(List.of(5, 5, 5), OptionalDouble.of(0.1), OptionalDouble.of(0.24), NONE)
                        .counts(10))
                .containsExactly(1, 2, 7);
        assertThat(of(List.of(90, 10), NONE, OptionalDouble.of(0.001)).counts(100))
                .containsExactly(100, 0);
    }

    @Test
    void sharesThatDoNotSumToOneAreRefused() {
        assertThatThrownBy(() -> new Mixture(List.of(new Mixture.Part(3, 0.5), new Mixture.Part(3, 0.4))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must sum to 1");
        assertThatThrownBy(() -> new Mixture.Part(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Mixture.Part(3, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
