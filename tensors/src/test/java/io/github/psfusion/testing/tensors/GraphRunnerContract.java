// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.ShapeException;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.tensors.graph.FoldBatchNorm;
import io.github.psfusion.tensors.graph.Graph;
import io.github.psfusion.tensors.graph.GraphRunner;
import io.github.psfusion.tensors.graph.Node;
import io.github.psfusion.tensors.graph.Operation;
import io.github.psfusion.tensors.graph.WeightStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Computations that are traced and run on a backend, against the same ones computed at once. */
public abstract class GraphRunnerContract extends GraphContract {
    private static final Shape MAP = Shape.of(2, 4, 6, 8);

    /** Makes the cases for a backend. */
    protected GraphRunnerContract(Backend backend) {
        super(backend);
    }

    static Stream<GraphCase> operations() {
        return GraphCases.all().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationRunsAsItIsComputedAtOnce(GraphCase operation) {
        assumeTrue(backend.supportsInt8() || !operation.name().equals("quantized convolution"), "no int8 convolutions");
        Tensor x = constants.uniform("x", 1, GraphCase.CHANNELS, 8, 12);
        Graph graph = operation.graph(constants, 8, 12);
        Tensor expected = operation.computation().apply(constants, x);
        Map<String, Tensor> given = Map.of(GraphCase.INPUT, x);
        try (WeightStore weights = new WeightStore(backend)) {
            Tensor actual = Objects.requireNonNull(
                    new GraphRunner(graph, weights).run(given).get(GraphCase.OUTPUT));
            assertThat(actual.dataType()).isEqualTo(expected.dataType());
            near(actual, expected);
        }
        near(appliedOneByOne(graph, given), expected);
        constants.assertUnchanged();
    }

    private static void near(Tensor actual, Tensor expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        double[] values = expected.toDoubles();
        double[] found = actual.toDoubles();
        for (int i = 0; i < values.length; i++) {
            assertThat(found[i]).isCloseTo(values[i], within(2e-6 * Math.max(1, Math.abs(values[i]))));
        }
    }

    /** Computes a graph without a runner; each operation in place as well, on a copy of its first input. */
    private static Tensor appliedOneByOne(Graph graph, Map<String, Tensor> given) {
        Map<Node, Tensor> results = new HashMap<>();
        for (Node node : graph.nodes()) {
            Operation operation = node.operation();
            List<Tensor> inputs = node.inputs().stream().map(results::get).toList();
            if (operation instanceof Operation.Input input) {
                results.put(node, Objects.requireNonNull(given.get(input.name())));
            } else if (operation instanceof Operation.Constant constant) {
                results.put(node, constant.weights().value().to(node.type()));
            } else {
                Tensor result = operation.apply(inputs);
                assertThat(result.shape()).as(node.toString()).isEqualTo(node.shape());
                assertThat(result.dataType()).as(node.toString()).isEqualTo(node.type());
                results.put(node, result);
                inPlace(operation, inputs, result);
            }
        }
        return Objects.requireNonNull(results.get(graph.outputs().get(GraphCase.OUTPUT)));
    }

    private static void inPlace(Operation operation, List<Tensor> inputs, Tensor result) {
        Tensor first = inputs.get(0).copy();
        List<Tensor> operands =
                Stream.concat(Stream.of(first), inputs.stream().skip(1)).toList();
        if (operation.overwritesFirst()) {
            if (first.shape().equals(result.shape())) { // else the plan does not overwrite
                assertThat(operation.applyInPlace(operands)).isSameAs(first);
                near(first, result);
            }
        } else {
            assertThatThrownBy(() -> operation.applyInPlace(operands))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("does not overwrite its first input");
        }
    }

    private void same(UnaryOperator<Tensor> computation) {
        Tensor x = constants.uniform("x", MAP.sizes());
        Graph graph = traced(MAP, computation);
        float[] expected = computation.apply(x).toFloats();
        assertThat(run(graph, x)).containsExactly(expected, within(1e-6f));
        assertThat(run(FoldBatchNorm.of(graph), x)).containsExactly(expected, within(1e-5f));
        constants.assertUnchanged();
    }

    @Test
    void operationsInPlaceDoNotChangeWhatOthersRead() {
        same(x -> {
            Tensor a = x.add(1);
            Tensor b = a.multiply(2).reluInPlace();
            Tensor part = b.narrow(1, 1, 2); // a view of b, which is added to below
            Tensor sum = b.add(a).add(b);
            return Tensor.concatenate(1, List.of(sum, part, a.relu()));
        });
    }

    /** The last use of a sum does not overwrite it while a view of its memory is read later. */
    @Test
    void operationsInPlaceDoNotChangeViews() {
        same(x -> {
            Tensor sum = x.add(-0.1);
            Tensor part = sum.narrow(1, 1, 2);
            Tensor rectified = sum.relu();
            return Tensor.concatenate(1, List.of(rectified, part));
        });
        same(x -> {
            Tensor sum = x.add(-0.1);
            Tensor swapped = sum.transpose(2, 3);
            Tensor total = sum.add(x);
            return swapped.transpose(2, 3).multiply(total);
        });
    }

    @Test
    void nothingIsLeftBehind() {
        Tensor weight = constants.uniform("w", 4, 4, 3, 3);
        Graph graph = traced(
                MAP,
                x -> x.add(1)
                        .conv2d(weight, null, Conv2dOptions.padded(1))
                        .add(x)
                        .relu()
                        .add(3));
        Tensor x = constants.uniform("x", MAP.sizes());
        long before = backend.liveTensors();
        try (TensorScope inner = backend.openScope();
                WeightStore weights = new WeightStore(backend)) {
            GraphRunner runner = new GraphRunner(graph, weights);
            assertThat(backend.liveTensors()).as("the weight").isEqualTo(before + 1);
            assertThat(runner.run(Map.of(GraphCase.INPUT, x))).hasSize(1);
            assertThat(backend.liveTensors()).isEqualTo(before + 2);
        }
        assertThat(backend.liveTensors()).isEqualTo(before);
    }

    @Test
    void intermediatesAreFreedAfterTheirLastUse() {
        Graph graph = traced(MAP, x -> x.sigmoid().tanh().sigmoid().tanh().sigmoid());
        try (WeightStore weights = new WeightStore(backend)) {
            Map<String, Tensor> given = Map.of(GraphCase.INPUT, constants.uniform("x", MAP.sizes()));
            long start = backend.liveTensors();
            var unused = new GraphRunner(graph, weights)
                    .run(
                            given,
                            (node, result, nanoseconds) -> assertThat(backend.liveTensors() - start)
                                    .as("live after " + node)
                                    .isBetween(1L, 2L));
        }
    }

    @Test
    void wrongInputsAndOperationsOfTrainingAreRefused() {
        Graph graph = traced(MAP, x -> x.add(1));
        assertThatThrownBy(() -> run(graph, constants.uniform("x", 1, 4, 6, 8)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("input x must have the shape [2, 4, 6, 8], not [1, 4, 6, 8]");
        assertThatThrownBy(() -> traced(MAP, Tensor::softplus))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("softplus cannot be traced");
        assertThatThrownBy(() ->
                        traced(MAP, x -> x.conv2d(constants.uniform("w", 5, 3, 3, 3), null, Conv2dOptions.padded(1))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("the channels do not fit");
    }

    /** A weight of one name is stored once, for all graphs and sizes. */
    @Test
    void graphsShareTheirWeights() {
        Tensor weight = constants.uniform("w", 4, 4, 3, 3);
        Map<String, Tensor> parameters = Map.of("conv.weight", weight);
        UnaryOperator<Tensor> computation = x -> x.conv2d(weight, null, Conv2dOptions.padded(1));
        long before = backend.liveTensors();
        try (WeightStore weights = new WeightStore(backend)) {
            for (Shape shape : List.of(MAP, Shape.of(1, 4, 3, 3))) {
                Graph graph = traced(parameters, shape, computation);
                assertThat(new GraphRunner(graph, weights).graph()).isSameAs(graph);
                assertThat(backend.liveTensors()).isEqualTo(before + 1);
            }
        }
        assertThat(backend.liveTensors()).isEqualTo(before);
    }
}
