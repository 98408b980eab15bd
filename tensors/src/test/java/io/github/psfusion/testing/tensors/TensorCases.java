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
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The table of all operations that return a tensor, with inputs and options. */
public final class TensorCases {
    private static final long[] IMAGES = {2, 6, 7, 9};

    private final List<TensorCase> cases = new ArrayList<>();

    private TensorCases() {
        creation();
        elementwise();
        comparisons();
        reductions();
        layout();
        convolutions();
        images();
        inPlace();
    }

    /** Returns the table. */
    public static List<TensorCase> all() {
        return Collections.unmodifiableList(new TensorCases().cases);
    }

    private void add(String operation, String variant, Function<Inputs, Tensor> computation) {
        cases.add(new TensorCase(operation, variant, computation));
    }

    private void add(String operation, Function<Inputs, Tensor> computation) {
        add(operation, "", computation);
    }

    private void ofImages(String operation, UnaryOperator<Tensor> computation) {
        add(operation, inputs -> computation.apply(inputs.uniform("x", IMAGES)));
    }

    private void creation() {
        add("floats(Shape, float[])", inputs -> inputs.backend().floats(Shape.of(2, 2), 1, -2.5f, 3, 1e10f));
        add("doubles(Shape, double[])", inputs -> inputs.backend().doubles(Shape.of(3), 1, -2.5, 1e-300));
        add("longs(Shape, long[])", inputs -> inputs.backend().longs(Shape.of(3), 1, -2, 1L << 40));
        add(
                "stored(DataType, Shape, ByteBuffer)",
                "of float",
                inputs -> inputs.backend()
                        .stored(DataType.FLOAT32, Shape.of(1), ByteBuffer.wrap(new byte[] {0, 0, 0x20, (byte) 0xC0})));
        add(
                "stored(DataType, Shape, ByteBuffer)",
                "of bfloat16",
                inputs -> inputs.backend()
                        .stored(DataType.BFLOAT16, Shape.of(2), ByteBuffer.wrap(new byte[] {0x20, (byte) 0xC0, 0, 0x40
                        })));
        add(
                "stored(DataType, Shape, ByteBuffer)",
                "of unsigned bytes",
                inputs -> inputs.backend()
                        .stored(DataType.UINT8, Shape.of(2), ByteBuffer.wrap(new byte[] {1, (byte) 255})));
        add("full(DataType, Shape, double)", inputs -> inputs.backend().full(DataType.INT32, Shape.of(2, 3), -7));
        add(
                "concatenate(int, List)",
                "of channels",
                inputs -> Tensor.concatenate(
                        1, List.of(inputs.uniform("a", 2, 1, 3, 4), inputs.uniform("b", 2, 3, 3, 4))));
        add(
                "concatenate(int, List)",
                "of the last dimension",
                inputs -> Tensor.concatenate(
                        2,
                        List.of(
                                inputs.uniform("a", 2, 3, 1),
                                inputs.uniform("b", 2, 3, 4),
                                inputs.uniform("c", 2, 3, 2))));
        add("persist(Tensor)", inputs -> {
            Tensor persistent = inputs.backend().persist(inputs.uniform("x", IMAGES));
            Tensor copy = persistent.copy();
            inputs.backend().release(persistent);
            return copy;
        });
        add(
                "operand(Tensor, DataType)",
                inputs -> inputs.backend().operand(inputs.uniform("x", IMAGES), DataType.BFLOAT16));
        add("inScope(Supplier)", inputs -> {
            Tensor x = inputs.uniform("x", IMAGES);
            return inputs.backend().inScope(() -> x.add(1).multiply(2));
        });
    }

    private void elementwise() {
        add("add(Tensor)", inputs -> inputs.uniform("a", IMAGES).add(inputs.uniform("b", IMAGES)));
        add(
                "add(Tensor)",
                "with broadcasting",
                inputs -> inputs.uniform("a", 2, 1, 7, 1).add(inputs.uniform("b", 6, 1, 9)));
        ofImages("add(double)", x -> x.add(0.3));
        add("subtract(Tensor)", inputs -> inputs.uniform("a", IMAGES).subtract(inputs.uniform("b", 6, 1, 1)));
        add("multiply(Tensor)", inputs -> inputs.uniform("a", IMAGES).multiply(inputs.uniform("b", 2, 6, 1, 1)));
        ofImages("multiply(double)", x -> x.multiply(-1.7));
        add(
                "divide(Tensor)",
                inputs -> inputs.uniform("a", IMAGES)
                        .divide(inputs.uniform("b", IMAGES).add(3)));
        add("maximum(Tensor)", inputs -> inputs.uniform("a", IMAGES).maximum(inputs.uniform("b", 1, 6, 1, 9)));
        ofImages("abs()", Tensor::abs);
        ofImages("sqrt()", x -> x.add(1).sqrt());
        ofImages("softplus()", x -> x.multiply(30).softplus());
        ofImages("sigmoid()", x -> x.multiply(20).sigmoid());
        ofImages("tanh()", x -> x.multiply(5).tanh());
        ofImages("relu()", Tensor::relu);
        ofImages("relu6()", x -> x.multiply(10).relu6());
        ofImages("leakyRelu(double)", x -> x.leakyRelu(0.2));
        add("prelu(Tensor)", inputs -> inputs.uniform("x", IMAGES).prelu(inputs.values(Shape.of(1), 0.3)));
        ofImages("gelu()", x -> x.multiply(3).gelu());
        ofImages("clamp(double, double)", x -> x.clamp(-0.25, 0.5));
    }

    private void comparisons() {
        add("greater(Tensor)", inputs -> inputs.uniform("a", IMAGES).greater(inputs.uniform("b", 6, 1, 1)));
        ofImages("greater(double)", x -> x.greater(0.1));
        add("equalTo(double)", inputs -> inputs.values(Shape.of(4), 1, 2, 1, -1).equalTo(1));
        add(
                "or(Tensor)",
                inputs -> inputs.uniform("a", IMAGES)
                        .greater(0.5)
                        .or(inputs.uniform("b", IMAGES).greater(0.5)));
        add(
                "where(Tensor, Tensor)",
                inputs -> inputs.uniform("a", IMAGES)
                        .greater(0)
                        .where(inputs.uniform("b", IMAGES), inputs.uniform("c", 2, 6, 1, 1)));
    }

    private void reductions() {
        ofImages("sum()", Tensor::sum);
        ofImages("mean()", Tensor::mean);
        ofImages("mean(int)", x -> x.mean(1));
        ofImages("globalAveragePool()", x -> x.add(2).globalAveragePool());
        add(
                "globalAveragePool()",
                "of several bands",
                inputs -> inputs.uniform("large", 1, 2, 700, 800).globalAveragePool());
        ofImages("logSoftmax(int)", x -> x.multiply(10).logSoftmax(1));
        ofImages("argmax(int)", x -> x.argmax(1));
        add(
                "argmax(int)",
                "at a tie",
                inputs -> inputs.values(Shape.of(2, 3), 1, 1, 0, 0, 2, 2).argmax(1));
        ofImages("sortedDescending()", Tensor::sortedDescending);
    }

    private void layout() {
        add("to(DataType)", "rounding", inputs -> inputs.uniform("x", IMAGES).to(DataType.BFLOAT16));
        add(
                "to(DataType)",
                "truncating",
                inputs -> inputs.uniform("x", IMAGES).multiply(100).to(DataType.INT8));
        add(
                "to(DataType)",
                "from bool",
                inputs -> inputs.uniform("x", IMAGES).greater(0).to(inputs.type()));
        ofImages("reshape(long[])", x -> x.reshape(2, 3, -1, 9));
        ofImages("transpose(int, int)", x -> x.transpose(1, 3));
        ofImages("narrow(int, long, long)", x -> x.narrow(1, 2, 3));
        add("narrow(int, long, long)", "shares memory", inputs -> {
            Tensor x = inputs.uniform("x", IMAGES).copy();
            Tensor unused = x.narrow(1, 2, 3).multiplyInPlace(2);
            return x;
        });
        add(
                "gather(int, Tensor)",
                inputs -> inputs.uniform("x", 2, 3, 2, 2)
                        .gather(1, inputs.backend().longs(Shape.of(2, 1, 2, 2), 0, 2, 1, 1, 2, 2, 0, 1)));
        ofImages("indexSelect(long[])", x -> x.indexSelect(1, 0, 1));
        ofImages("detach()", Tensor::detach);
        ofImages("copy()", Tensor::copy);
        add(
                "quantize(Tensor, int)",
                inputs -> inputs.uniform("x", IMAGES)
                        .quantize(inputs.uniform("factors", 1, 6, 1, 1).add(1).multiply(100), 100));
    }

    private void convolutions() {
        add(
                "conv2d(Tensor, Tensor, Conv2dOptions)",
                "with bias",
                inputs -> inputs.uniform("x", IMAGES)
                        .conv2d(inputs.uniform("w", 4, 6, 3, 3), inputs.uniform("b", 4), Conv2dOptions.padded(1)));
        add(
                "conv2d(Tensor, Tensor, Conv2dOptions)",
                "of one pixel, to an odd number of blocks of channels",
                inputs -> inputs.uniform("x", 1, 32, 8, 12)
                        .conv2d(inputs.uniform("w", 112, 32, 1, 1), inputs.uniform("b", 112), Conv2dOptions.padded(0)));
        add(
                "conv2d(Tensor, Tensor, Conv2dOptions)",
                "with a stride",
                inputs -> inputs.uniform("x", IMAGES)
                        .conv2d(inputs.uniform("w", 4, 6, 5, 5), null, new Conv2dOptions(2, 1, 1)));
        add(
                "conv2d(Tensor, Tensor, Conv2dOptions)",
                "in groups",
                inputs -> inputs.uniform("x", IMAGES)
                        .conv2d(inputs.uniform("w", 4, 3, 3, 3), inputs.uniform("b", 4), new Conv2dOptions(1, 1, 2)));
        add(
                "conv2d(Tensor, Tensor, Conv2dOptions)",
                "depthwise",
                inputs -> inputs.uniform("x", IMAGES)
                        .conv2d(inputs.uniform("w", 6, 1, 3, 3), null, new Conv2dOptions(1, 1, 6)));
        add(
                "conv2d(Tensor, Tensor, Conv2dOptions)",
                "with a dilation",
                inputs -> inputs.uniform("x", IMAGES)
                        .conv2d(
                                inputs.uniform("w", 4, 6, 3, 3),
                                inputs.uniform("b", 4),
                                new Conv2dOptions(1, 2, 1, 2)));
        add(
                "conv2d(Tensor, Tensor, Conv2dOptions)",
                "of one pixel",
                inputs -> inputs.uniform("x", IMAGES)
                        .conv2d(inputs.uniform("w", 9, 6, 1, 1), null, Conv2dOptions.padded(0)));
        add(
                "conv2d(Tensor, Tensor, Conv2dOptions)",
                "of one channel",
                inputs -> inputs.uniform("x", 2, 1, 7, 9)
                        .conv2d(inputs.uniform("w", 4, 1, 3, 3), null, Conv2dOptions.padded(1)));
        add(
                "conv2d(Tensor, Tensor, Conv2dOptions)",
                "of a large input",
                inputs -> inputs.uniform("x", 1, 8, 60, 64)
                        .conv2d(inputs.uniform("w", 4, 8, 3, 3), inputs.uniform("b", 4), Conv2dOptions.padded(1)));
        for (boolean relu : new boolean[] {false, true}) {
            add(
                    "addConv2dInPlace(Tensor, Tensor, Tensor, Conv2dOptions, boolean)",
                    relu ? "with ReLU" : "without ReLU",
                    inputs -> inputs.uniform("sum", 2, 4, 7, 9)
                            .addConv2dInPlace(
                                    inputs.uniform("x", IMAGES),
                                    inputs.uniform("w", 4, 6, 3, 3),
                                    relu ? inputs.uniform("b", 4) : null,
                                    Conv2dOptions.padded(1),
                                    relu));
        }
        add(
                "addConv2dInPlace(Tensor, Tensor, Tensor, Conv2dOptions, boolean)",
                "in groups",
                inputs -> inputs.uniform("sum", IMAGES)
                        .addConv2dInPlace(
                                inputs.uniform("x", IMAGES),
                                inputs.uniform("w", 6, 1, 3, 3),
                                null,
                                new Conv2dOptions(1, 1, 6),
                                false));
    }

    private static BatchNormState state(Inputs inputs) {
        return state(inputs, "");
    }

    private static BatchNormState state(Inputs inputs, String prefix) {
        return new BatchNormState(
                inputs.uniform(prefix + "weight", 6),
                inputs.uniform(prefix + "bias", 6),
                inputs.uniform(prefix + "mean", 6),
                inputs.uniform(prefix + "variance", 6).add(1.5),
                0.1,
                1e-5);
    }

    private void images() {
        String batchNorm = "batchNorm(BatchNormState, boolean)";
        add(batchNorm, "evaluation", inputs -> inputs.uniform("x", IMAGES).batchNorm(state(inputs), false));
        add(batchNorm, "training", inputs -> inputs.uniform("x", IMAGES).batchNorm(state(inputs), true));
        add(batchNorm, "training", inputs -> {
            BatchNormState state = state(inputs);
            Tensor unused = inputs.uniform("x", IMAGES).batchNorm(state, true);
            return Tensor.concatenate(0, List.of(state.runningMean(), state.runningVariance()));
        });
        String twice = "batchNormTwice(BatchNormState, BatchNormState)";
        add(
                twice,
                "training",
                inputs -> inputs.uniform("x", IMAGES).batchNormTwice(state(inputs), state(inputs, "outer ")));
        add(twice, "training", inputs -> {
            BatchNormState inner = state(inputs);
            BatchNormState outer = state(inputs, "outer ");
            Tensor unused = inputs.uniform("x", IMAGES).batchNormTwice(inner, outer);
            return Tensor.concatenate(
                    0,
                    List.of(
                            inner.runningMean(),
                            inner.runningVariance(),
                            outer.runningMean(),
                            outer.runningVariance()));
        });
        ofImages("instanceNorm(double)", x -> x.add(3).instanceNorm(1e-5));
        add(
                "instanceNorm(double)",
                "of several bands",
                inputs -> inputs.uniform("large", 1, 2, 700, 800).instanceNorm(1e-3));
        ofImages("maxPool2d(PoolOptions)", x -> x.maxPool2d(new PoolOptions(3, 2, 1)));
        for (Interpolation interpolation : Interpolation.values()) {
            add(
                    "resizeBilinear(long, long, Interpolation)",
                    "larger, " + interpolation,
                    inputs -> inputs.uniform("x", IMAGES).resizeBilinear(13, 20, interpolation));
            add(
                    "resizeBilinear(long, long, Interpolation)",
                    "smaller, " + interpolation,
                    inputs -> inputs.uniform("x", IMAGES).resizeBilinear(3, 4, interpolation));
        }
        ofImages("padReplicate(int)", x -> x.padReplicate(2));
        ofImages("padReflect(int)", x -> x.padReflect(2));
        ofImages("upsampleNearest(int)", x -> x.upsampleNearest(3));
        ofImages("averagePool2d(PoolOptions)", x -> x.averagePool2d(new PoolOptions(3, 1, 1)));
        add(
                "layerNorm(Tensor, Tensor, double)",
                inputs -> inputs.uniform("x", 2, 7, 6)
                        .layerNorm(inputs.uniform("weight", 6), inputs.uniform("bias", 6), 1e-5));
        add(
                "linear(Tensor, Tensor)",
                inputs -> inputs.uniform("x", 2, 7, 6).linear(inputs.uniform("w", 4, 6), inputs.uniform("b", 4)));
        add(
                "attention(Tensor, Tensor, Tensor)",
                inputs -> inputs.uniform("q", 5, 3, 16, 4)
                        .attention(
                                inputs.uniform("k", 5, 3, 16, 4),
                                inputs.uniform("v", 5, 3, 16, 4),
                                inputs.uniform("bias", 3, 16, 16)));
        add(
                "attention(Tensor, Tensor, Tensor)",
                "of several blocks",
                inputs -> inputs.uniform("q", 50, 3, 64, 4)
                        .attention(
                                inputs.uniform("k", 50, 3, 64, 4),
                                inputs.uniform("v", 50, 3, 64, 4),
                                inputs.uniform("bias", 3, 64, 64)));
        add(
                "attention(Tensor, Tensor)",
                "of one sample",
                inputs -> inputs.uniform("q", 1, 40, 8)
                        .attention(inputs.uniform("k", 1, 40, 8), inputs.uniform("v", 1, 40, 8)));
        add(
                "attention(Tensor, Tensor)",
                "of a batch",
                inputs -> inputs.uniform("q", 3, 10, 4)
                        .attention(inputs.uniform("k", 3, 10, 4), inputs.uniform("v", 3, 10, 4)));
        add(
                "attention(Tensor, Tensor)",
                "of several blocks",
                inputs -> inputs.uniform("q", 1, 1600, 4)
                        .attention(inputs.uniform("k", 1, 1600, 4), inputs.uniform("v", 1, 1600, 4)));
    }

    private void inPlace() {
        ofImages("reluInPlace()", Tensor::reluInPlace);
        ofImages("multiplyInPlace(double)", x -> x.multiplyInPlace(0.3));
        add(
                "addInPlace(Tensor, double)",
                inputs -> inputs.uniform("a", IMAGES).addInPlace(inputs.uniform("b", 6, 1, 1), -0.3));
        add(
                "addQuotientInPlace(Tensor, Tensor, double)",
                inputs -> inputs.uniform("a", IMAGES)
                        .addQuotientInPlace(
                                inputs.uniform("b", IMAGES),
                                inputs.uniform("c", IMAGES).add(2),
                                0.7));
        add(
                "addProductInPlace(Tensor, Tensor, double)",
                inputs -> inputs.uniform("a", IMAGES)
                        .addProductInPlace(inputs.uniform("b", IMAGES), inputs.uniform("c", IMAGES), 0.7));
    }
}
