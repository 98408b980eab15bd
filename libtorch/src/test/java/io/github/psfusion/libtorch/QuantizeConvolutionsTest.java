// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.tensors.graph.ActivationRanges;
import io.github.psfusion.tensors.graph.Calibration;
import io.github.psfusion.tensors.graph.Graph;
import io.github.psfusion.tensors.graph.GraphRunner;
import io.github.psfusion.tensors.graph.Operation;
import io.github.psfusion.tensors.graph.QuantizeConvolutions;
import io.github.psfusion.tensors.graph.Tracer;
import io.github.psfusion.tensors.graph.WeightStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Convolutions of bytes against the same ones in floats. */
class QuantizeConvolutionsTest {
    private static final int C = 16;
    private static final Shape MAP = Shape.of(1, C, 24, 32);
    private static final Conv2dOptions OPTIONS = Conv2dOptions.padded(1);

    private final Backend backend = Backends.open(BackendOptions.defaults());
    private final Map<String, Tensor> parameters = new HashMap<>();

    @SuppressWarnings("NullAway.Init") // before each test
    private TensorScope scope;

    @BeforeEach
    void open() {
        assumeTrue(backend.supportsInt8(), "the processor has no products of bytes");
        scope = backend.openScope();
        parameters.put("a", weight(1, 2 * C));
        parameters.put("b", weight(2, C));
        parameters.put("c", weight(3, 3 * C));
        parameters.put("wide", noise(8, Shape.of(8, 2 * C, 3, 3), 0.2));
        parameters.put("depthwise", noise(4, Shape.of(2 * C, 1, 3, 3), 0.3));
        parameters.put("bias", noise(5, Shape.of(2 * C), 1));
    }

    @AfterEach
    void close() {
        if (scope != null) {
            scope.close();
        }
    }

    /** [outputs, C, 3, 3] whose channels differ a hundredfold in size. */
    private Tensor weight(long seed, int outputs) {
        float[] values = noise(seed, Shape.of(outputs, C, 3, 3), 0.2).toFloats();
        for (int i = 0; i < values.length; i++) {
            int output = i / (C * 9);
            values[i] *= output % 3 == 0 ? 0.01f : 1;
        }
        return backend.floats(Shape.of(outputs, C, 3, 3), values);
    }

    private Tensor noise(long seed, Shape shape, double size) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[(int) shape.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-size, size);
        }
        return backend.floats(shape, values);
    }

    private Tensor parameter(String name) {
        return Objects.requireNonNull(parameters.get(name));
    }

    private Graph recorded(UnaryOperator<Tensor> computation) {
        Tracer recorder = new Tracer(parameters);
        Tensor input = recorder.input("x", MAP, DataType.FLOAT32);
        return recorder.graph(Map.of("y", computation.apply(input.add(0.25))));
    }

    private Graph inBytes(Graph graph, Tensor x, String... sensitive) {
        Calibration calibration = new Calibration(graph, Set.of(sensitive));
        try (WeightStore weights = new WeightStore(backend)) {
            var unused = new GraphRunner(graph, weights).run(Map.of("x", x), calibration);
        }
        ActivationRanges ranges = ActivationRanges.parse(calibration.ranges().toLines());
        return QuantizeConvolutions.of(graph, ranges);
    }

    private float[] run(Graph graph, Tensor x) {
        try (WeightStore weights = new WeightStore(backend)) {
            return Objects.requireNonNull(
                            new GraphRunner(graph, weights).run(Map.of("x", x)).get("y"))
                    .toFloats();
        }
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

    private void near(UnaryOperator<Tensor> computation, double decibels, int convolutions, int told) {
        Tensor x = noise(7, MAP, 1);
        Graph graph = recorded(computation);
        Graph bytes = inBytes(graph, x);
        assertThat(count(bytes, Operation.QuantizedConvolution.class)).isEqualTo(convolutions);
        assertThat(count(bytes, Operation.Quantize.class)).isEqualTo(told);
        assertThat(decibels(run(graph, x), run(bytes, x))).isGreaterThan(decibels);
    }

    @Test
    void aChainTellsItsInputOnly() {
        near(
                x -> x.conv2d(parameter("b"), null, OPTIONS)
                        .reluInPlace()
                        .conv2d(parameter("a"), parameter("bias"), OPTIONS),
                30,
                2,
                1);
    }

    @Test
    void mapsThatAreJoinedHaveScalesOfTheirOwn() {
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
    void negativeNumbersAndSumsAreRead() {
        near(
                x -> {
                    Tensor y = x.conv2d(parameter("b"), null, OPTIONS);
                    return y.add(y.conv2d(parameter("c"), null, OPTIONS).narrow(1, 0, C));
                },
                25,
                2,
                2);
    }

    /** A funnel activation is the larger of a map and its own depthwise convolution. */
    @Test
    void funnelActivationsStayInBytes() {
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
    void sensitiveConvolutionsStayInFloats() {
        Graph graph = recorded(x -> x.conv2d(parameter("b"), null, OPTIONS)
                .reluInPlace()
                .conv2d(parameter("a"), parameter("bias"), OPTIONS));
        Graph bytes = inBytes(graph, noise(7, MAP, 1), "b");
        assertThat(count(bytes, Operation.QuantizedConvolution.class)).isEqualTo(1);
        assertThat(count(bytes, Operation.Convolution.class)).isEqualTo(1);
    }

    @Test
    void rangesOfAnotherNetworkAreRefused() {
        Graph graph = recorded(x -> x.conv2d(parameter("b"), null, OPTIONS));
        assertThatThrownBy(() -> QuantizeConvolutions.of(graph, ActivationRanges.parse("b 0 1 //8")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "b reads an activation of [1, 16, 24, 32], but the ranges of 2 channels are given");
        assertThatThrownBy(() -> QuantizeConvolutions.of(graph, ActivationRanges.parse("b 0 1 //8 0 1 //8")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("b reads 1 activations, but the ranges of 2 are given");
    }
}
