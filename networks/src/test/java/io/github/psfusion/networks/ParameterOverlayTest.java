// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ParameterOverlayTest {
    @Test
    void valuesAreReplacedUntilItIsClosedAndCountersRestored() {
        try (Backend backend = Backends.open(BackendOptions.defaults().withThreads(1));
                Parameters parameters = Parameters.root()) {
            Parameter weight = parameters.trained("weight", Shape.of(2), Initializer.ONE);
            Parameter bias = parameters.trained("bias", Shape.of(2), Initializer.ZERO);
            Parameter passes = parameters.counter("passes");
            parameters.initialize(backend, 1);
            passes.increment();
            Tensor before = weight.value();
            Tensor other = persistent(backend, Shape.of(2), 5, 6);
            try (ParameterOverlay overlay = new ParameterOverlay(parameters, Map.of(weight, other))) {
                assertThat(weight.value().toFloats()).containsExactly(5, 6);
                assertThat(bias.value().toFloats()).containsExactly(0, 0);
                passes.increment();
                overlay.close(); // twice is harmless
            }
            assertThat(weight.value()).isSameAs(before);
            assertThat(passes.count()).isEqualTo(1);
            assertThat(other.toFloats()).as("is not owned").containsExactly(5, 6);
            backend.release(other);
        }
    }

    @Test
    void valueOfAnotherShapeIsRefused() {
        try (Backend backend = Backends.open(BackendOptions.defaults().withThreads(1));
                Parameters parameters = Parameters.root()) {
            Parameter weight = parameters.trained("layer.weight", Shape.of(2), Initializer.ONE);
            parameters.initialize(backend, 1);
            Tensor other = persistent(backend, Shape.of(3), 5, 6, 7);
            assertThatThrownBy(() -> new ParameterOverlay(parameters, Map.of(weight, other)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("layer.weight");
            assertThat(weight.value().toFloats()).containsExactly(1, 1);
            backend.release(other);
        }
    }

    private static Tensor persistent(Backend backend, Shape shape, float... values) {
        try (TensorScope scope = backend.openScope()) {
            return backend.persist(backend.floats(shape, values));
        }
    }
}
