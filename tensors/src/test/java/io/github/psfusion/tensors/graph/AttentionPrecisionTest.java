// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.testing.tensors.Inputs;
import io.github.psfusion.testing.tensors.ReferenceBackend;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AttentionPrecisionTest {
    private static final Shape POSITIONS = Shape.of(1, 12, 4);

    private final Backend backend = new ReferenceBackend();

    private static Graph traced() {
        Tracer tracer = new Tracer(Map.of());
        Tensor x = tracer.input("x", POSITIONS, DataType.FLOAT32);
        Tensor y = x.attention(x.multiply(2), x.add(1)).add(0.5);
        return tracer.graph(Map.of("y", y));
    }

    private float[] run(Graph graph, Tensor x) {
        try (WeightStore weights = new WeightStore(backend)) {
            Tensor y = Objects.requireNonNull(
                    new GraphRunner(graph, weights).run(Map.of("x", x)).get("y"));
            assertThat(y.dataType()).isEqualTo(DataType.FLOAT32);
            return y.toFloats();
        }
    }

    /** What the pass is to compute: the attention alone in the narrow type. */
    private static float[] expected(Tensor x, DataType type) {
        return x.to(type)
                .attention(x.multiply(2).to(type), x.add(1).to(type))
                .to(DataType.FLOAT32)
                .add(0.5)
                .toFloats();
    }

    @Test
    void attentionsComputeInTheTypeAndOthersInTheirs() {
        try (TensorScope scope = backend.openScope()) {
            Tensor x = Inputs.of(backend).uniform("x", POSITIONS.sizes());
            Graph graph = AttentionPrecision.of(traced(), DataType.BFLOAT16);
            assertThat(run(graph, x))
                    .containsExactly(expected(x, DataType.BFLOAT16))
                    .isNotEqualTo(expected(x, DataType.FLOAT32));
            assertThat(graph.nodes())
                    .filteredOn(node -> node.type() == DataType.BFLOAT16)
                    .as("three casts and the attention")
                    .hasSize(4);
        }
    }

    @Test
    void anAttentionOfTheTypeIsLeft() {
        Graph graph = AttentionPrecision.of(traced(), DataType.FLOAT32);
        assertThat(graph.nodes()).noneMatch(node -> node.operation() instanceof Operation.Cast);
    }
}
