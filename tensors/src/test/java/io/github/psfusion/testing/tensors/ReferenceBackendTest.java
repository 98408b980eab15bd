// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.ShapeException;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ownership and data types of the reference backend; its operations are compared with libtorch's by the tests of that module. */
class ReferenceBackendTest {
    private final Backend backend = new ReferenceBackend();

    @Test
    void aScopeCountsAndFreesItsTensors() {
        Tensor kept;
        Tensor lost;
        try (TensorScope outer = backend.openScope()) {
            try (TensorScope inner = backend.openScope()) {
                lost = backend.floats(Shape.of(2), 1, 2);
                kept = inner.keep(lost.add(1));
                inner.free(backend.floats(Shape.of(1), 1));
                assertThat(backend.liveTensors()).isEqualTo(2);
            }
            assertThat(backend.liveTensors()).isEqualTo(1);
            assertThat(kept.toFloats()).containsExactly(2, 3);
            assertThatThrownBy(lost::toFloats).isInstanceOf(IllegalStateException.class);
        }
        assertThat(backend.liveTensors()).isZero();
        assertThatThrownBy(kept::toFloats).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aPersistentTensorLivesUntilItIsReleased() {
        Tensor persistent;
        try (TensorScope scope = backend.openScope()) {
            persistent = backend.persist(backend.floats(Shape.of(2), 1, 2));
        }
        assertThat(persistent.toFloats()).containsExactly(1, 2);
        assertThat(backend.liveTensors()).isEqualTo(1);
        backend.release(persistent);
        backend.release(persistent);
        assertThat(backend.liveTensors()).isZero();
    }

    @Test
    void misuseIsRefused() {
        assertThatThrownBy(() -> backend.floats(Shape.of(1), 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no tensor scope is open");
        try (TensorScope scope = backend.openScope()) {
            Tensor two = backend.floats(Shape.of(2), 1, 2);
            assertThatThrownBy(() -> two.add(backend.floats(Shape.of(3), 1, 2, 3)))
                    .isInstanceOf(ShapeException.class)
                    .hasMessage("add of [2] and [3]: the shapes do not fit");
            assertThatThrownBy(() -> two.add(two.to(DataType.INT64)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("add of FLOAT32 and INT64");
            assertThatThrownBy(() -> scope.keep(two)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void gradientsAreRefused() {
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            Tensor x = backend.floats(Shape.of(1), 1);
            for (Runnable operation : List.<Runnable>of(
                    x::requireGradient,
                    x::backward,
                    x::gradient,
                    x::clearGradient,
                    () -> backend.autograd().recording(true))) {
                assertThatThrownBy(operation::run)
                        .isInstanceOf(UnsupportedOperationException.class)
                        .hasMessageContaining("no gradients");
            }
        }
    }

    @Test
    void valuesAreThoseOfTheDataType() {
        try (TensorScope scope = backend.openScope()) {
            Tensor x = backend.doubles(Shape.of(3), 1.0 / 3, -300.7, 257);
            assertThat(x.to(DataType.FLOAT32).toDoubles()).containsExactly((float) (1.0 / 3), (float) -300.7, 257);
            assertThat(x.to(DataType.BFLOAT16).toDoubles())
                    .as("eight bits of precision, ties to even")
                    .containsExactly(0.333984375, -300, 256);
            assertThat(x.to(DataType.INT16).toLongs()).containsExactly(0, -300, 257);
            assertThat(x.to(DataType.BOOL).toLongs()).containsExactly(1, 1, 1);
        }
    }

    @Test
    void storedElementsAreReadAgain() {
        ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(1).putShort((short) -2).put((byte) 3).put((byte) 0).flip();
        try (TensorScope scope = backend.openScope()) {
            for (DataType type : DataType.values()) {
                if (type != DataType.FLOAT16 && type != DataType.BOOL) {
                    Shape shape = Shape.of(8 / type.bytes());
                    assertThat(backend.stored(type, shape, bytes).toBytes())
                            .as(type.toString())
                            .isEqualTo(bytes);
                }
            }
        }
    }
}
