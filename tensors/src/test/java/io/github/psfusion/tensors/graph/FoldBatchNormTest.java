// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BatchNormState;
import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.testing.tensors.Inputs;
import io.github.psfusion.testing.tensors.ReferenceBackend;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Folded graphs against the unfolded ones. */
class FoldBatchNormTest {
    private static final Shape MAP = Shape.of(2, 4, 6, 8);
    private static final Conv2dOptions OPTIONS = Conv2dOptions.padded(1);

    private final Backend backend = new ReferenceBackend();
    private final Inputs inputs = Inputs.of(backend);

    @SuppressWarnings("NullAway.Init") // before each test
    private TensorScope scope;

    @BeforeEach
    void open() {
        scope = backend.openScope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private BatchNormState norm(String name, int channels) {
        return new BatchNormState(
                inputs.uniform(name + " weight", channels),
                inputs.uniform(name + " bias", channels),
                inputs.uniform(name + " mean", channels),
                inputs.uniform(name + " variance", channels).add(1.2),
                0.1,
                1e-5);
    }

    private static Graph traced(UnaryOperator<Tensor> computation) {
        Tracer tracer = new Tracer(Map.of());
        return tracer.graph(Map.of("y", computation.apply(tracer.input("x", MAP, DataType.FLOAT32))));
    }

    private float[] run(Graph graph) {
        try (WeightStore weights = new WeightStore(backend)) {
            Map<String, Tensor> given = Map.of("x", inputs.uniform("x", MAP.sizes()));
            return Objects.requireNonNull(
                            new GraphRunner(graph, weights).run(given).get("y"))
                    .toFloats();
        }
    }

    /** Returns how many batch norms are left. */
    private long folded(UnaryOperator<Tensor> computation) {
        Graph graph = traced(computation);
        Graph folded = FoldBatchNorm.of(graph);
        float[] expected = run(graph);
        float[] actual = run(folded);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(2e-6f * Math.max(1, Math.abs(expected[i]))));
        }
        return folded.nodes().stream()
                .filter(node -> node.operation() instanceof Operation.BatchNorm)
                .count();
    }

    @Test
    void twoBatchNormsBecomePartOfTheConvolution() {
        Tensor weight = inputs.uniform("w", 5, 4, 3, 3);
        BatchNormState first = norm("first", 5);
        BatchNormState second = norm("second", 5);
        UnaryOperator<Tensor> block =
                x -> x.conv2d(weight, null, OPTIONS).batchNorm(first, false).batchNorm(second, false);
        assertThat(folded(block)).isZero();
        assertThat(FoldBatchNorm.of(traced(block)).nodes())
                .as("input, weight, bias, convolution")
                .hasSize(4);
    }

    @Test
    void aBiasOfTheConvolutionIsPartOfTheNewOne() {
        Tensor weight = inputs.uniform("w", 5, 2, 3, 3);
        BatchNormState norm = norm("norm", 5);
        assertThat(folded(x -> x.narrow(1, 0, 2)
                        .conv2d(weight, inputs.uniform("b", 5), OPTIONS)
                        .batchNorm(norm, false)))
                .isZero();
    }

    @Test
    void groupsAreScaledByTheirOutputChannels() {
        Tensor weight = inputs.uniform("w", 4, 1, 3, 3);
        BatchNormState norm = norm("norm", 4);
        assertThat(folded(
                        x -> x.conv2d(weight, null, new Conv2dOptions(1, 1, 4)).batchNorm(norm, false)))
                .isZero();
    }

    @Test
    void aConvolutionThatOthersReadKeepsItsBatchNorm() {
        Tensor weight = inputs.uniform("w", 4, 4, 1, 1);
        BatchNormState norm = norm("norm", 4);
        assertThat(folded(x -> {
                    Tensor y = x.conv2d(weight, null, Conv2dOptions.padded(0));
                    return y.batchNorm(norm, false).add(y);
                }))
                .isEqualTo(1);
    }

    @Test
    void aBatchNormOfSomethingElseIsLeft() {
        BatchNormState norm = norm("norm", 4);
        assertThat(folded(x -> x.add(1).batchNorm(norm, false))).isEqualTo(1);
    }

    @Test
    void aComputedWeightKeepsItsBatchNorm() {
        BatchNormState norm = norm("norm", 4);
        assertThat(folded(x -> x.conv2d(x.narrow(0, 0, 1).reshape(4, 4, 3, 4), null, OPTIONS)
                        .batchNorm(norm, false)))
                .isEqualTo(1);
    }
}
