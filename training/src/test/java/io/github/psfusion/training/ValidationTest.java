// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.training.GainTask.Expected;
import io.github.psfusion.training.log.ValidationResult;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Losses of held-out pairs against values that the test computes with plain loops: see {@link GainTask}. */
class ValidationTest {
    /** Not multiples of 4, to which the network's inputs are padded. */
    private static final NoiseDataset PAIRS = new NoiseDataset(10, 7, 5, 21);

    private ValidationResult validate(int maxPairs) throws Exception {
        try (Backend backend = Backends.open(BackendOptions.defaults());
                GainTask task = new GainTask(1.5f, 0.125f)) {
            task.network().parameters().initialize(backend, 1);
            task.network().parameters().requireGradients();
            ValidationResult result = new Validation<>(backend, task, PAIRS, maxPairs).run(17);
            task.network()
                    .parameters()
                    .trained()
                    .forEach(parameter ->
                            assertThat(parameter.value().gradient()).isEmpty());
            return result;
        }
    }

    @Test
    void lossesAreMeansOverWholePairs() throws Exception {
        ValidationResult result = validate(2);
        // Of five pairs, two spread evenly are the first and the third.
        Expected first = Expected.of(1.5, 0.125, List.of(PAIRS.sample(0)));
        Expected second = Expected.of(1.5, 0.125, List.of(PAIRS.sample(2)));
        assertThat(result.step()).isEqualTo(17);
        assertThat(result.pairs()).isEqualTo(2);
        assertThat(result.total()).isCloseTo((first.total() + second.total()) / 2, within(1e-6));
        assertThat(result.terms().keySet()).containsExactly("square", "product");
        assertThat(result.terms().get("square")).isCloseTo((first.square() + second.square()) / 2, within(1e-6));
        assertThat(result.terms().get("product")).isCloseTo((first.product() + second.product()) / 2, within(1e-6));
        assertThat(result.metrics()).containsExactly(Map.entry("pairs", OptionalDouble.of(2)));
        assertThat(result.summary()).isEqualTo("noise 0 [1, 1, 7, 10]; noise 2 [1, 1, 7, 10]");
    }

    @Test
    void noMorePairsThanThereAreAreValidated() throws Exception {
        ValidationResult result = validate(99);
        double total = 0;
        for (int i = 0; i < 5; i++) {
            total += Expected.of(1.5, 0.125, List.of(PAIRS.sample(i))).total() / 5;
        }
        assertThat(result.pairs()).isEqualTo(5);
        assertThat(result.total()).isCloseTo(total, within(1e-6));
    }
}
