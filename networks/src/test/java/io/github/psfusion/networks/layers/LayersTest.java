// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameter;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.NaiveMap.Window;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.ShapeException;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.testing.RuleNumbers;
import io.github.psfusion.testing.tensors.ReferenceBackend;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each layer against its obvious implementation, in evaluation and in training, on the reference backend in double precision. */
class LayersTest {
    private static final int IN = 4;
    private static final int OUT = 6;

    private final Backend backend = new ReferenceBackend();
    private final Parameters parameters = Parameters.root();

    @AfterEach
    void nothingIsLeft() {
        parameters.close();
        assertThat(backend.liveTensors()).isZero();
    }

    /** A layer, made of parameters. */
    @FunctionalInterface
    private interface Layer {
        Tensor forward(Tensor x, ForwardContext context);
    }

    /** The obvious implementation; in training it moves the running statistics among the weights. */
    @FunctionalInterface
    private interface Twin {
        NaiveMap of(NaiveMap x, Weights weights);
    }

    /** The values of the parameters by key. */
    private record Weights(Map<String, double[]> values, boolean training) {
        double[] get(String key) {
            return Objects.requireNonNull(values.get(key), key);
        }

        /** A convolution without bias. */
        NaiveMap convolved(NaiveMap x, String key, Window window) {
            double[] weight = get(key + ".weight");
            int inputs = x.values[0].length / window.groups();
            return x.convolved(weight, null, weight.length / inputs / window.kernel() / window.kernel(), window);
        }

        NaiveMap normalized(NaiveMap x, String key) {
            return x.normalized(this::get, key + ".", training);
        }
    }

    /** A layer and its twin, both with their parameters below {@code block}. */
    private record Twins(String name, Function<Parameters, Layer> layer, Twin twin) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Twins> layers() {
        return List.of(
                new Twins(
                        "Conv2d with bias",
                        block -> {
                            Conv2d layer = Conv2d.withBias(block, 3, IN, OUT);
                            return (x, context) -> layer.forward(x);
                        },
                        (x, weights) -> x.convolved(
                                weights.get("block.weight"), weights.get("block.bias"), OUT, new Window(3, 1, 1))),
                new Twins(
                        "Conv2d without bias, with a stride",
                        block -> {
                            Conv2d layer = Conv2d.withoutBias(block, 5, IN, OUT).strided(2);
                            return (x, context) -> layer.forward(x);
                        },
                        (x, weights) -> weights.convolved(x, "block", new Window(5, 2, 1))),
                new Twins(
                        "depthwise Conv2d",
                        block -> {
                            Conv2d layer = Conv2d.depthwise(block, 3, IN);
                            return (x, context) -> layer.forward(x);
                        },
                        (x, weights) -> x.convolved(
                                weights.get("block.weight"), weights.get("block.bias"), IN, new Window(3, 1, IN))),
                new Twins(
                        "BatchNorm2d",
                        block -> new BatchNorm2d(block, IN)::forward,
                        (x, weights) -> weights.normalized(x, "block")),
                new Twins("ConvNormRelu", block -> new ConvNormRelu(block, IN, OUT)::forward, (x, weights) -> {
                    NaiveMap y = weights.convolved(x, "block.basicconv.0", new Window(3, 1, 1));
                    return weights.normalized(y, "block.basicconv.1").rectified();
                }),
                new Twins(
                        "ConvDoubleNormRelu",
                        block -> new ConvDoubleNormRelu(block, IN, OUT)::forward,
                        (x, weights) -> {
                            NaiveMap y = weights.convolved(x, "block.0.conv", new Window(3, 1, 1));
                            NaiveMap once = weights.normalized(y, "block.0.bn");
                            return weights.normalized(once, "block.1").rectified();
                        }),
                new Twins("FunnelRelu", block -> new FunnelRelu(block, IN)::forward, (x, weights) -> {
                    NaiveMap context = x.convolved(
                            weights.get("block.conv_frelu.weight"),
                            weights.get("block.conv_frelu.bias"),
                            IN,
                            new Window(3, 1, IN));
                    return x.maximum(weights.normalized(context, "block.bn_frelu"));
                }),
                new Twins(
                        "ResidualBlock",
                        block -> new ResidualBlock(block, IN, IN, 1)::forward,
                        (x, weights) -> residual(x, weights, 1).plus(x).rectified()),
                new Twins(
                        "ResidualBlock with a stride",
                        block -> new ResidualBlock(block, IN, OUT, 2)::forward,
                        (x, weights) -> {
                            NaiveMap shortcut = weights.convolved(x, "block.downsample.0", new Window(1, 2, 1));
                            return residual(x, weights, 2)
                                    .plus(weights.normalized(shortcut, "block.downsample.1"))
                                    .rectified();
                        }));
    }

    private static NaiveMap residual(NaiveMap x, Weights weights, int stride) {
        NaiveMap first = weights.convolved(x, "block.conv1", new Window(3, stride, 1));
        NaiveMap inner = weights.normalized(first, "block.bn1").rectified();
        NaiveMap second = weights.convolved(inner, "block.conv2", new Window(3, 1, 1));
        return weights.normalized(second, "block.bn2");
    }

    static Stream<Arguments> cases() {
        return layers().stream()
                .flatMap(twins -> Stream.of(Shape.of(2, IN, 3, 1), Shape.of(1, IN, 5, 8), Shape.of(3, IN, 6, 7))
                        .flatMap(
                                shape -> Stream.of(true, false).map(training -> Arguments.of(twins, shape, training))));
    }

    /** Two passes in a row: the second begins with the running statistics that the first has left. */
    @ParameterizedTest(name = "{0} of {1}, training {2}")
    @MethodSource("cases")
    void layersAreTheirObviousImplementations(Twins twins, Shape shape, boolean training) {
        ForwardContext context = training ? ForwardContext.TRAINING : ForwardContext.EVALUATION;
        Layer layer = twins.layer().apply(parameters.child("block"));
        Weights weights = new Weights(load(), training);
        for (String batch : List.of("first", "second")) {
            double[] values = RuleNumbers.uniform(batch, (int) shape.elements());
            NaiveMap expected = twins.twin().of(NaiveMap.of(values, shape.sizes()), weights);
            try (TensorScope scope = backend.openScope()) {
                Tensor x = backend.doubles(shape, values);
                Tensor y = layer.forward(x, context);
                assertThat(y.shape().sizes()).isEqualTo(expected.sizes());
                near(y.toDoubles(), expected.flat());
                assertThat(x.toDoubles()).as("the input is not changed").containsExactly(values);
            }
        }
        for (Parameter parameter : parameters.all()) {
            if (parameter.kind() == Parameter.Kind.COUNTER) {
                assertThat(parameter.count()).as(parameter.name()).isEqualTo(training ? 2 : 0);
            } else {
                near(parameter.value().toDoubles(), weights.get(parameter.name()));
            }
        }
    }

    /** Gives the parameters values; returns copies by name. */
    private Map<String, double[]> load() {
        Map<String, double[]> weights = new HashMap<>();
        try (TensorScope scope = backend.openScope()) {
            for (Parameter parameter : parameters.all()) {
                if (parameter.kind() != Parameter.Kind.COUNTER) {
                    Shape shape = parameter.shape();
                    double[] values = new double[(int) shape.elements()];
                    float[] rule = RuleNumbers.weights(parameter.name(), shape.sizes(), 1);
                    for (int i = 0; i < values.length; i++) {
                        values[i] = rule[i];
                    }
                    weights.put(parameter.name(), values);
                    parameters.set(backend, parameter, backend.doubles(shape, values));
                }
            }
        }
        return weights;
    }

    private static void near(double[] actual, double[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(1e-10 * Math.max(1, Math.abs(expected[i]))));
        }
    }

    @Test
    void trainingWithOneValuePerChannelIsRefused() {
        BatchNorm2d norm = new BatchNorm2d(parameters, IN);
        Map<String, double[]> weights = load();
        assertThat(weights).hasSize(4);
        try (TensorScope scope = backend.openScope()) {
            Tensor x = backend.doubles(Shape.of(1, IN, 1, 1), new double[IN]);
            assertThatThrownBy(() -> norm.forward(x, ForwardContext.TRAINING)).isInstanceOf(ShapeException.class);
        }
    }

    @Test
    void frozenPooledNormsComputeOneValuePerImageAsInEvaluation() {
        BatchNorm2d norm = new BatchNorm2d(parameters, IN);
        Map<String, double[]> weights = load();
        assertThat(weights).hasSize(4);
        ForwardContext frozen = ForwardContext.TRAINING.withFrozenPooled();
        try (TensorScope scope = backend.openScope()) {
            Tensor pooled = backend.doubles(
                    Shape.of(2, IN, 1, 1),
                    new SplittableRandom(5).doubles(2 * IN).toArray());
            double[] expected = norm.forward(pooled, ForwardContext.EVALUATION).toDoubles();
            assertThat(norm.forward(pooled, frozen).toDoubles()).isEqualTo(expected);
            assertThat(norm.hasRunningStatistics()).isFalse();
            assertThat(norm.forward(pooled, norm, frozen).toDoubles())
                    .isEqualTo(norm.forward(pooled, norm, ForwardContext.EVALUATION)
                            .toDoubles());
            assertThat(norm.forward(pooled, ForwardContext.EVALUATION).toDoubles())
                    .isEqualTo(expected);
            Tensor map = backend.doubles(
                    Shape.of(1, IN, 1, 2),
                    new SplittableRandom(6).doubles(2 * IN).toArray());
            double[] ofBatch = norm.forward(map, ForwardContext.TRAINING).toDoubles();
            assertThat(norm.forward(map, frozen).toDoubles()).isEqualTo(ofBatch);
            assertThat(norm.forward(pooled, ForwardContext.TRAINING).toDoubles())
                    .isNotEqualTo(expected);
        }
    }
}
