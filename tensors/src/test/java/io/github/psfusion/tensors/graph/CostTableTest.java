// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.testing.tensors.Inputs;
import io.github.psfusion.testing.tensors.ReferenceBackend;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CostTableTest {
    private static final Shape MAP = Shape.of(2, 4, 6, 8);

    private final Backend backend = new ReferenceBackend();

    @Test
    void parametersAndMultiplyAccumulatesAreCountedByBlock() {
        try (TensorScope scope = backend.openScope()) {
            Inputs inputs = Inputs.of(backend);
            Tensor weight = inputs.uniform("w", 5, 4, 3, 3);
            Tensor bias = inputs.uniform("b", 5);
            Tensor second = inputs.uniform("second", 5, 1, 3, 3);
            Tracer tracer =
                    new Tracer(Map.of("stem.conv.weight", weight, "stem.conv.bias", bias, "head.conv.weight", second));
            Tensor x = tracer.input("x", MAP, DataType.FLOAT32);
            Tensor y = x.conv2d(weight, bias, Conv2dOptions.padded(1)).conv2d(second, null, new Conv2dOptions(2, 1, 5));
            CostTable costs = CostTable.of(tracer.graph(Map.of("y", y)), name -> name.substring(0, 4));
            assertThat(costs.blocks().keySet()).containsExactly("stem", "head");
            CostTable.Cost stem = new CostTable.Cost(5 * 4 * 9 + 5, 2 * 5 * 6 * 8 * 4 * 9);
            CostTable.Cost head = new CostTable.Cost(5 * 9, 2 * 5 * 3 * 4 * 9);
            assertThat(costs.blocks()).containsEntry("stem", stem).containsEntry("head", head);
            assertThat(costs.total())
                    .isEqualTo(new CostTable.Cost(
                            stem.parameters() + head.parameters(),
                            stem.multiplyAccumulates() + head.multiplyAccumulates()));
        }
    }

    @Test
    void attentionMultipliesAllPairsTwice() {
        Tracer tracer = new Tracer(Map.of());
        Tensor x = tracer.input("x", Shape.of(1, 48, 4), DataType.FLOAT32);
        Graph graph = tracer.graph(Map.of("y", x.attention(x, x)));
        Node attention = Objects.requireNonNull(graph.outputs().get("y"));
        assertThat(CostTable.multiplyAccumulates(attention)).isEqualTo(2 * 48 * 48 * 4);
    }
}
