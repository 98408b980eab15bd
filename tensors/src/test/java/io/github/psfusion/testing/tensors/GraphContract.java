// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing.tensors;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.tensors.graph.Graph;
import io.github.psfusion.tensors.graph.GraphRunner;
import io.github.psfusion.tensors.graph.Operation;
import io.github.psfusion.tensors.graph.Tracer;
import io.github.psfusion.tensors.graph.WeightStore;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the cases of graphs share: a backend, a scope for each test, tracing and running. */
abstract class GraphContract {
    final Backend backend;
    final Inputs constants;

    @SuppressWarnings("NullAway.Init") // before each test
    private TensorScope scope;

    GraphContract(Backend backend) {
        this.backend = backend;
        this.constants = Inputs.of(backend);
    }

    @BeforeEach
    void openScope() {
        scope = backend.openScope();
    }

    @AfterEach
    void closeScope() {
        scope.close();
    }

    static Graph traced(Map<String, Tensor> parameters, Shape shape, UnaryOperator<Tensor> computation) {
        Tracer tracer = new Tracer(parameters);
        Tensor input = tracer.input(GraphCase.INPUT, shape, DataType.FLOAT32);
        return tracer.graph(Map.of(GraphCase.OUTPUT, computation.apply(input)));
    }

    static Graph traced(Shape shape, UnaryOperator<Tensor> computation) {
        return traced(Map.of(), shape, computation);
    }

    float[] run(Graph graph, Tensor x) {
        try (WeightStore weights = new WeightStore(backend)) {
            return Objects.requireNonNull(new GraphRunner(graph, weights)
                            .run(Map.of(GraphCase.INPUT, x))
                            .get(GraphCase.OUTPUT))
                    .toFloats();
        }
    }

    static long count(Graph graph, Predicate<Operation> kind) {
        return graph.nodes().stream()
                .filter(node -> kind.test(node.operation()))
                .count();
    }
}
