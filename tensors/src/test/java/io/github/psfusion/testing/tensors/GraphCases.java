// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing.tensors;

import io.github.psfusion.tensors.BatchNormState;
import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Interpolation;
import io.github.psfusion.tensors.PoolOptions;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.graph.ConvAddFusion;
import io.github.psfusion.tensors.graph.Graph;
import io.github.psfusion.tensors.graph.Node;
import io.github.psfusion.tensors.graph.Operation;
import io.github.psfusion.tensors.graph.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of all operations of graphs. */
public final class GraphCases {
    private static final int CHANNELS = GraphCase.CHANNELS;
    private static final int ZERO_POINT = 100;
    private static final int LARGEST_WEIGHT = 100;

    private GraphCases() {}

    /** Returns the table; together the cases have every operation. */
    public static List<GraphCase> all() {
        return Stream.of(elementwise(), convolutions(), images(), layouts(), quantized())
                .flatMap(List::stream)
                .toList();
    }

    private static Tensor convolved(Inputs constants, Tensor x, String name, int stride) {
        Tensor weight = constants.uniform(name, CHANNELS, CHANNELS, 3, 3);
        return x.conv2d(weight, constants.uniform(name + " bias", CHANNELS), new Conv2dOptions(stride, 1, 1));
    }

    private static Tensor resized(Tensor small, Tensor x, Interpolation interpolation) {
        return small.resizeBilinear(x.shape().size(2), x.shape().size(3), interpolation);
    }

    private static List<GraphCase> elementwise() {
        return List.of(
                new GraphCase("add", (constants, x) -> x.add(x.multiply(0.5)).add(2)),
                new GraphCase(
                        "subtract", (constants, x) -> x.subtract(constants.uniform("subtracted", 1, CHANNELS, 1, 1))),
                new GraphCase("multiply", (constants, x) -> x.multiply(x)),
                new GraphCase("maximum", (constants, x) -> x.maximum(x.multiply(-1))),
                new GraphCase("relu", (constants, x) -> x.relu()),
                new GraphCase("relu in place", (constants, x) -> x.add(0.5).reluInPlace()),
                new GraphCase("relu6", (constants, x) -> x.multiply(10).relu6()),
                new GraphCase("sigmoid", (constants, x) -> x.sigmoid()),
                new GraphCase("tanh", (constants, x) -> x.tanh()),
                new GraphCase("abs", (constants, x) -> x.abs()),
                new GraphCase("gelu", (constants, x) -> x.multiply(3).gelu()),
                new GraphCase("leaky relu", (constants, x) -> x.leakyRelu(0.2)),
                new GraphCase("prelu", (constants, x) -> x.prelu(constants.uniform("slope", 1))),
                new GraphCase("divide", (constants, x) -> x.divide(x.abs().add(0.5))),
                new GraphCase("add a number", (constants, x) -> x.add(-0.3)),
                new GraphCase("multiply by a number", (constants, x) -> x.multiply(-0.3)));
    }

    private static List<GraphCase> convolutions() {
        return List.of(
                new GraphCase("convolution", (constants, x) -> convolved(constants, x, "weight", 1)),
                new GraphCase(
                        "depthwise convolution without bias",
                        (constants, x) -> x.conv2d(
                                constants.uniform("depthwise", CHANNELS, 1, 3, 3),
                                null,
                                new Conv2dOptions(1, 1, CHANNELS))),
                new GraphCase(
                        "convolution added to a sum",
                        GraphCase.Export.REFUSED,
                        (constants, x) -> x.tanh()
                                .add(convolved(constants, x, "weight", 1))
                                .relu(),
                        ConvAddFusion::of),
                new GraphCase(
                        "convolution added to a sum that is read again",
                        GraphCase.Export.REFUSED,
                        (constants, x) -> {
                            Tensor sum = x.tanh();
                            return sum.add(convolved(constants, x, "weight", 1)).multiply(sum);
                        },
                        ConvAddFusion::of));
    }

    private static Tensor normalized(Inputs constants, Tensor x) {
        Tensor root = constants.uniform("variance", CHANNELS);
        return x.batchNorm(
                new BatchNormState(
                        constants.uniform("scale", CHANNELS),
                        constants.uniform("shift", CHANNELS),
                        constants.uniform("mean", CHANNELS),
                        root.multiply(root).add(0.1),
                        0.1,
                        1e-5),
                false);
    }

    private static List<GraphCase> images() {
        return List.of(
                new GraphCase("batch norm", GraphCases::normalized),
                new GraphCase("instance norm", (constants, x) -> x.add(5).instanceNorm(1e-5)),
                new GraphCase("mean of the channels", (constants, x) -> x.multiply(x.mean(1))),
                new GraphCase("average pool", (constants, x) -> x.averagePool2d(new PoolOptions(3, 1, 1))),
                new GraphCase(
                        "reflection",
                        (constants, x) -> x.padReflect(1)
                                .conv2d(
                                        constants.uniform("w", CHANNELS, CHANNELS, 3, 3),
                                        null,
                                        Conv2dOptions.padded(0))),
                new GraphCase(
                        "repeated edges",
                        (constants, x) -> x.padReplicate(2)
                                .conv2d(
                                        constants.uniform("w", CHANNELS, CHANNELS, 5, 5),
                                        null,
                                        Conv2dOptions.padded(0))),
                new GraphCase("square root", (constants, x) -> x.abs().sqrt()),
                new GraphCase(
                        "repetition",
                        (constants, x) -> convolved(constants, x, "smaller", 2).upsampleNearest(2)),
                new GraphCase("global pool", (constants, x) -> x.multiply(x.globalAveragePool())),
                new GraphCase(
                        "max pool",
                        (constants, x) ->
                                resized(x.maxPool2d(new PoolOptions(3, 2, 1)), x, Interpolation.ALIGN_CORNERS)),
                new GraphCase(
                        "resize with aligned corners",
                        (constants, x) ->
                                resized(convolved(constants, x, "smaller", 2), x, Interpolation.ALIGN_CORNERS)),
                new GraphCase(
                        "resize by half pixels",
                        (constants, x) -> resized(convolved(constants, x, "smaller", 2), x, Interpolation.HALF_PIXEL)));
    }

    private static List<GraphCase> layouts() {
        return List.of(
                new GraphCase(
                        "narrow and concatenate",
                        (constants, x) -> Tensor.concatenate(1, List.of(x.narrow(1, 2, 3), x.narrow(1, 0, 1)))),
                new GraphCase("reshape", (constants, x) -> {
                    long[] sizes = x.shape().sizes();
                    return x.reshape(1, CHANNELS, -1).multiply(2).reshape(sizes);
                }),
                new GraphCase(
                        "transpose",
                        (constants, x) -> x.transpose(1, 3)
                                .add(constants.uniform("of channels", CHANNELS))
                                .transpose(1, 3)),
                new GraphCase(
                        "selection",
                        (constants, x) -> x.transpose(0, 1).indexSelect(4, 0, 4).transpose(0, 1)),
                new GraphCase(
                        "vectors of channels",
                        (constants, x) -> x.transpose(1, 3)
                                .layerNorm(
                                        constants.uniform("scale", CHANNELS),
                                        constants.uniform("shift", CHANNELS),
                                        1e-5)
                                .linear(
                                        constants.uniform("matrix", CHANNELS, CHANNELS),
                                        constants.uniform("offset", CHANNELS))
                                .transpose(1, 3)),
                new GraphCase(
                        "attention in rows", GraphCase.Export.ONE_SIZE, GraphCases::attentionInRows, graph -> graph),
                new GraphCase("attention", (constants, x) -> {
                    long[] sizes = x.shape().sizes();
                    Tensor positions = x.reshape(1, CHANNELS, -1).transpose(1, 2);
                    return positions
                            .attention(positions, positions.multiply(2))
                            .transpose(1, 2)
                            .reshape(sizes);
                }),
                new GraphCase(
                        "cast",
                        (constants, x) -> x.multiply(10).to(DataType.INT32).to(DataType.FLOAT32)),
                new GraphCase("argmax", (constants, x) -> x.argmax(1)));
    }

    private static Tensor attentionInRows(Inputs constants, Tensor x) {
        Tensor vectors = x.transpose(2, 3).transpose(1, 3); // [1, H, W, C], a row a head
        Tensor one = vectors.narrow(3, 0, 1);
        Tensor bias = one.add(one.transpose(2, 3).multiply(0.5)); // [1, H, W, W]
        return vectors.attention(vectors, vectors.multiply(2), bias);
    }

    private static Tensor quantized(Inputs constants, Tensor x) {
        Tensor factors = constants.uniform("factors", 1, CHANNELS, 1, 1).add(1).multiply(60);
        return x.quantize(factors, ZERO_POINT).to(DataType.FLOAT32).add(-ZERO_POINT);
    }

    private static List<GraphCase> quantized() {
        return List.of(
                new GraphCase("quantize", GraphCase.Export.REFUSED, GraphCases::quantized, graph -> graph),
                new GraphCase(
                        "quantized convolution",
                        GraphCase.Export.REFUSED,
                        (constants, x) -> {
                            Tensor weight = constants
                                    .uniform("weight", CHANNELS, CHANNELS, 3, 3)
                                    .multiply(LARGEST_WEIGHT)
                                    .to(DataType.INT8)
                                    .to(DataType.FLOAT32);
                            return quantized(constants, x)
                                    .conv2d(weight, constants.uniform("bias", CHANNELS), Conv2dOptions.padded(1));
                        },
                        GraphCases::inInt8));
    }

    /** Replaces a convolution of what was quantized by the quantized convolution; its weights are whole numbers. */
    private static Graph inInt8(Graph graph) {
        return graph.rewritten((node, inputs) -> {
            if (!(node.operation() instanceof Operation.Convolution convolution)) {
                return node.of(inputs);
            }
            Node quantized = inputs.get(0).input(0).input(0); // before the addition of the zero point and the cast
            Weights weight = ((Operation.Constant) inputs.get(1).operation()).weights();
            Shape perOutput = Shape.of(weight.shape().size(0));
            List<Node> operands = new ArrayList<>(List.of(
                    quantized,
                    constant(
                            Weights.computed(
                                    weight.name() + ", int8",
                                    weight.shape(),
                                    () -> weight.value().to(DataType.INT8)),
                            DataType.INT8),
                    constant(
                            Weights.computed(
                                    weight.name() + ", scales",
                                    perOutput,
                                    () -> weight.value().backend().full(DataType.FLOAT32, perOutput, 1)),
                            DataType.FLOAT32)));
            operands.addAll(inputs.subList(2, inputs.size()));
            Operation operation =
                    new Operation.QuantizedConvolution(convolution.options(), ZERO_POINT, Optional.empty(), false);
            return new Node(operation, operands, node.shape(), DataType.FLOAT32);
        });
    }

    private static Node constant(Weights weights, DataType type) {
        return new Node(new Operation.Constant(weights), List.of(), weights.shape(), type);
    }
}
