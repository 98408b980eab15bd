// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.graph.ActivationRanges;
import io.github.psfusion.tensors.graph.Calibration;
import io.github.psfusion.tensors.graph.Graph;
import io.github.psfusion.tensors.graph.GraphRunner;
import io.github.psfusion.tensors.graph.Operation;
import io.github.psfusion.tensors.graph.QuantizeConvolutions;
import io.github.psfusion.tensors.graph.WeightStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Int8 convolutions on a backend, against the same ones in floating point. */
public abstract class QuantizeConvolutionsContract extends GraphContract {
    private static final int C = 16;
    private static final Shape MAP = Shape.of(1, C, 12, 16);
    private static final Conv2dOptions OPTIONS = Conv2dOptions.padded(1);

    private final Map<String, Tensor> parameters = new HashMap<>();

    /** Makes the cases for a backend. */
    protected QuantizeConvolutionsContract(Backend backend) {
        super(backend);
    }

    @BeforeEach
    void makeParameters() {
        assumeTrue(backend.supportsInt8(), "the CPU has no int8 convolutions");
        parameters.put("a", weight("a", 2 * C));
        parameters.put("b", weight("b", C));
        parameters.put("c", weight("c", 3 * C));
        parameters.put("wide", constants.uniform("wide", 8, 2 * C, 3, 3).multiply(0.2));
        parameters.put(
                "depthwise", constants.uniform("depthwise", 2 * C, 1, 3, 3).multiply(0.3));
        parameters.put("bias", constants.uniform("bias", 2 * C));
    }

    /** [outputs, C, 3, 3] whose channels differ a hundredfold in size. */
    private Tensor weight(String name, int outputs) {
        float[] values = constants.uniform(name, outputs, C, 3, 3).multiply(0.2).toFloats();
        for (int i = 0; i < values.length; i++) {
            int output = i / (C * 9);
            values[i] *= output % 3 == 0 ? 0.01f : 1;
        }
        return backend.floats(Shape.of(outputs, C, 3, 3), values);
    }

    private Tensor parameter(String name) {
        return Objects.requireNonNull(parameters.get(name));
    }

    private Graph traced(UnaryOperator<Tensor> computation) {
        return traced(parameters, MAP, x -> computation.apply(x.add(0.25)));
    }

    private Graph quantized(Graph graph, Tensor x, String... sensitive) {
        Calibration calibration = new Calibration(graph, Set.of(sensitive));
        try (WeightStore weights = new WeightStore(backend)) {
            var unused = new GraphRunner(graph, weights).run(Map.of(GraphCase.INPUT, x), calibration);
        }
        ActivationRanges ranges = ActivationRanges.parse(calibration.ranges().toLines());
        return QuantizeConvolutions.of(graph, ranges);
    }

    private static long count(Graph graph, Class<? extends Operation> operation) {
        return graph.nodes().stream()
                .filter(node -> operation.isInstance(node.operation()))
                .count();
    }

    /** Returns how many decibels the values are above their difference. */
    private static double decibels(float[] expected, float[] found) {
        double signal = 0;
        double error = 0;
        for (int i = 0; i < expected.length; i++) {
            signal += expected[i] * (double) expected[i];
            error += (found[i] - (double) expected[i]) * (found[i] - (double) expected[i]);
        }
        return 10 * Math.log10(signal / error);
    }

    private void near(UnaryOperator<Tensor> computation, double decibels, int convolutions, int quantizations) {
        Tensor x = constants.uniform("x", MAP.sizes());
        Graph graph = traced(computation);
        Graph quantized = quantized(graph, x);
        assertThat(count(quantized, Operation.QuantizedConvolution.class)).isEqualTo(convolutions);
        assertThat(count(quantized, Operation.Quantize.class)).isEqualTo(quantizations);
        assertThat(decibels(run(graph, x), run(quantized, x))).isGreaterThan(decibels);
    }

    @Test
    void aChainQuantizesItsInputOnly() {
        near(
                x -> x.conv2d(parameter("b"), null, OPTIONS)
                        .reluInPlace()
                        .conv2d(parameter("a"), parameter("bias"), OPTIONS),
                30,
                2,
                1);
    }

    @Test
    void concatenatedActivationsHaveScalesOfTheirOwn() {
        near(
                x -> {
                    Tensor small = x.conv2d(parameter("b"), null, OPTIONS).reluInPlace();
                    Tensor large = x.multiply(50);
                    return Tensor.concatenate(1, List.of(small, large)).conv2d(parameter("wide"), null, OPTIONS);
                },
                30,
                2,
                2);
    }

    @Test
    void negativeValuesAndSumsAreRead() {
        near(
                x -> {
                    Tensor y = x.conv2d(parameter("b"), null, OPTIONS);
                    return y.add(y.conv2d(parameter("c"), null, OPTIONS).narrow(1, 0, C));
                },
                25,
                2,
                2);
    }

    /** A funnel activation is the larger of a feature map and its own depthwise convolution. */
    @Test
    void funnelActivationsStayQuantized() {
        near(
                x -> {
                    Tensor y = x.conv2d(parameter("a"), parameter("bias"), OPTIONS);
                    Tensor z = y.maximum(y.conv2d(parameter("depthwise"), null, new Conv2dOptions(1, 1, 2 * C)));
                    return z.conv2d(parameter("wide"), null, OPTIONS);
                },
                25,
                3,
                1);
    }

    @Test
    void sensitiveConvolutionsStayInFloatingPoint() {
        Graph graph = traced(x -> x.conv2d(parameter("b"), null, OPTIONS)
                .reluInPlace()
                .conv2d(parameter("a"), parameter("bias"), OPTIONS));
        Graph quantized = quantized(graph, constants.uniform("x", MAP.sizes()), "b");
        assertThat(count(quantized, Operation.QuantizedConvolution.class)).isEqualTo(1);
        assertThat(count(quantized, Operation.Convolution.class)).isEqualTo(1);
    }

    @Test
    void rangesOfAnotherNetworkAreRefused() {
        Graph graph = traced(x -> x.conv2d(parameter("b"), null, OPTIONS));
        assertThatThrownBy(() -> QuantizeConvolutions.of(graph, ActivationRanges.parse("b 0 1 //8")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "b reads an activation of [1, 16, 12, 16], but the ranges of 2 channels are given");
        assertThatThrownBy(() -> QuantizeConvolutions.of(graph, ActivationRanges.parse("b 0 1 //8 0 1 //8")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("b reads 1 activations, but the ranges of 2 are given");
    }
}
