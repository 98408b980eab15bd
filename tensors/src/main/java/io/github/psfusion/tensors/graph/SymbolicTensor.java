// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BatchNormState;
import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Interpolation;
import io.github.psfusion.tensors.PoolOptions;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.ShapeException;
import io.github.psfusion.tensors.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A tensor without values: the result of a {@link Node}. Each operation records a node with the shape of its result. */
final class SymbolicTensor extends UntraceableOperations {
    private final Tracer tracer;
    private Node node; // another one after an operation in place

    SymbolicTensor(Tracer tracer, Node node) {
        this.tracer = tracer;
        this.node = node;
    }

    Node node() {
        return node;
    }

    @Override
    public Backend backend() {
        return tracer;
    }

    @Override
    public Shape shape() {
        return node.shape();
    }

    @Override
    public DataType dataType() {
        return node.type();
    }

    private Tensor result(Operation operation, Shape shape, Tensor... others) {
        return result(operation, shape, node.type(), others);
    }

    private Tensor result(Operation operation, Shape shape, DataType type, Tensor... others) {
        List<Node> inputs = new ArrayList<>(List.of(node));
        for (Tensor other : others) {
            inputs.add(tracer.node(other));
        }
        return tracer.record(new Node(operation, inputs, shape, type));
    }

    private Tensor pairwise(Operation.Pairwise operation, Tensor other) {
        return result(operation, broadcast(shape(), other.shape()), other);
    }

    /** Sizes of 1 and missing outer dimensions are repeated. */
    private static Shape broadcast(Shape first, Shape second) {
        int rank = Math.max(first.rank(), second.rank());
        long[] sizes = new long[rank];
        for (int i = 1; i <= rank; i++) {
            long a = i <= first.rank() ? first.size(-i) : 1;
            long b = i <= second.rank() ? second.size(-i) : 1;
            if (a != b && a != 1 && b != 1) {
                throw new ShapeException(first + " and " + second + " do not fit: sizes must be equal or 1");
            }
            sizes[rank - i] = a == 1 ? b : a;
        }
        return Shape.of(sizes);
    }

    @Override
    public Tensor add(Tensor other) {
        return pairwise(Operation.Pairwise.ADD, other);
    }

    @Override
    public Tensor subtract(Tensor other) {
        return pairwise(Operation.Pairwise.SUBTRACT, other);
    }

    @Override
    public Tensor multiply(Tensor other) {
        return pairwise(Operation.Pairwise.MULTIPLY, other);
    }

    @Override
    public Tensor divide(Tensor other) {
        return pairwise(Operation.Pairwise.DIVIDE, other);
    }

    @Override
    public Tensor maximum(Tensor other) {
        return pairwise(Operation.Pairwise.MAXIMUM, other);
    }

    @Override
    public Tensor add(double number) {
        return result(new Operation.AddNumber(number), shape());
    }

    @Override
    public Tensor multiply(double number) {
        return result(new Operation.MultiplyNumber(number), shape());
    }

    @Override
    public Tensor sigmoid() {
        return result(Operation.Activation.SIGMOID, shape());
    }

    @Override
    public Tensor tanh() {
        return result(Operation.Activation.TANH, shape());
    }

    @Override
    public Tensor relu() {
        return result(Operation.Activation.RELU, shape());
    }

    @Override
    public Tensor abs() {
        return result(Operation.Activation.ABS, shape());
    }

    @Override
    public Tensor sqrt() {
        return result(Operation.Activation.SQRT, shape());
    }

    @Override
    public Tensor gelu() {
        return result(Operation.Activation.GELU, shape());
    }

    @Override
    public Tensor leakyRelu(double slope) {
        return result(new Operation.LeakyRelu(slope), shape());
    }

    @Override
    public Tensor prelu(Tensor slope) {
        return result(new Operation.Prelu(), shape(), slope);
    }

    @Override
    public Tensor relu6() {
        return result(Operation.Activation.RELU6, shape());
    }

    @Override
    public Tensor reluInPlace() {
        node = tracer.node(relu());
        return this;
    }

    @Override
    public Tensor mean(int dimension) {
        return result(new Operation.Mean(dimension), sized(dimension, 1));
    }

    private Shape sized(int dimension, long size) {
        long[] sizes = shape().sizes();
        sizes[dimension] = size;
        return Shape.of(sizes);
    }

    @Override
    public Tensor globalAveragePool() {
        return result(new Operation.GlobalAveragePool(), Shape.of(shape().size(0), shape().size(1), 1, 1));
    }

    @Override
    public Tensor argmax(int dimension) {
        List<Long> sizes = new ArrayList<>();
        for (int i = 0; i < shape().rank(); i++) {
            if (i != dimension) {
                sizes.add(shape().size(i));
            }
        }
        Shape shape = Shape.of(sizes.stream().mapToLong(Long::longValue).toArray());
        return result(new Operation.Argmax(dimension), shape, DataType.INT64);
    }

    @Override
    public Tensor to(DataType type) {
        return type == dataType() ? this : result(new Operation.Cast(type), shape(), type);
    }

    @Override
    public Tensor reshape(long... sizes) {
        long[] known = sizes.clone();
        long product = 1;
        int unknown = -1;
        for (int i = 0; i < known.length; i++) {
            if (known[i] == -1) {
                unknown = i;
            } else {
                product *= known[i];
            }
        }
        if (unknown >= 0) {
            known[unknown] = product == 0 ? 0 : shape().elements() / product;
        }
        Shape shape = Shape.of(known);
        if (shape.elements() != shape().elements()) {
            throw new ShapeException("reshape of " + shape() + " to " + shape + ": the numbers of elements differ");
        }
        return result(new Operation.Reshape(shape), shape);
    }

    @Override
    public Tensor transpose(int first, int second) {
        long[] sizes = shape().sizes();
        sizes[first] = shape().size(second);
        sizes[second] = shape().size(first);
        return result(new Operation.Transpose(first, second), Shape.of(sizes));
    }

    @Override
    public Tensor narrow(int dimension, long start, long length) {
        long[] sizes = shape().sizes();
        if (start < 0 || start + length > sizes[dimension]) {
            throw new ShapeException("narrow of " + shape() + ": slices " + start + " to " + (start + length - 1)
                    + " of dimension " + dimension);
        }
        sizes[dimension] = length;
        return result(new Operation.Narrow(dimension, start, length), Shape.of(sizes));
    }

    @Override
    public Tensor indexSelect(long... indices) {
        List<Long> list = LongStream.of(indices).boxed().toList();
        return result(new Operation.IndexSelect(list), sized(0, indices.length));
    }

    @Override
    public Tensor conv2d(Tensor weight, @Nullable Tensor bias, Conv2dOptions options) {
        Shape kernel = weight.shape();
        if (shape().rank() != 4 || shape().size(1) != kernel.size(1) * options.groups()) {
            throw new ShapeException("conv2d of " + shape() + " with weight " + kernel + " and " + options.groups()
                    + " groups: the channels do not fit");
        }
        Shape shape = Shape.of(
                shape().size(0),
                kernel.size(0),
                options.windows(shape().size(2), kernel.size(2)),
                options.windows(shape().size(3), kernel.size(3)));
        Operation operation = new Operation.Convolution(options);
        return bias == null ? result(operation, shape, weight) : result(operation, shape, weight, bias);
    }

    private static long windows(long size, long kernel, int stride, int padding) {
        return (size + 2L * padding - kernel) / stride + 1;
    }

    @Override
    public Tensor maxPool2d(PoolOptions options) {
        return result(new Operation.MaxPool(options), pooled(options));
    }

    @Override
    public Tensor averagePool2d(PoolOptions options) {
        return result(new Operation.AveragePool(options), pooled(options));
    }

    private Shape pooled(PoolOptions options) {
        return image(
                windows(shape().size(2), options.kernel(), options.stride(), options.padding()),
                windows(shape().size(3), options.kernel(), options.stride(), options.padding()));
    }

    private Shape image(long height, long width) {
        return Shape.of(shape().size(0), shape().size(1), height, width);
    }

    @Override
    public Tensor padReflect(int border) {
        if (border >= shape().size(2) || border >= shape().size(3)) {
            throw new ShapeException("padReflect of " + shape() + ": the border " + border + " is too large");
        }
        return result(new Operation.PadReflect(border), padded(border));
    }

    @Override
    public Tensor padReplicate(int border) {
        return result(new Operation.PadReplicate(border), padded(border));
    }

    private Shape padded(int border) {
        return image(shape().size(2) + 2L * border, shape().size(3) + 2L * border);
    }

    @Override
    public Tensor upsampleNearest(int factor) {
        return result(new Operation.UpsampleNearest(factor), image(shape().size(2) * factor, shape().size(3) * factor));
    }

    @Override
    public Tensor layerNorm(Tensor weight, Tensor bias, double epsilon) {
        return result(new Operation.LayerNorm(epsilon), shape(), weight, bias);
    }

    @Override
    public Tensor linear(Tensor weight, Tensor bias) {
        if (shape().size(-1) != weight.shape().size(1)) {
            throw new ShapeException(
                    "linear of " + shape() + " with weight " + weight.shape() + ": the sizes do not fit");
        }
        return result(
                new Operation.Linear(), sized(shape().rank() - 1, weight.shape().size(0)), weight, bias);
    }

    @Override
    public Tensor batchNorm(BatchNormState state, boolean training) {
        if (training) {
            throw refused("batchNorm in training");
        }
        return result(
                new Operation.BatchNorm(state.epsilon()),
                shape(),
                state.weight(),
                state.bias(),
                state.runningMean(),
                state.runningVariance());
    }

    @Override
    public Tensor instanceNorm(double epsilon) {
        return result(new Operation.InstanceNorm(epsilon), shape());
    }

    @Override
    public Tensor resizeBilinear(long height, long width, Interpolation interpolation) {
        return result(new Operation.Resize(height, width, interpolation), image(height, width));
    }

    @Override
    public Tensor attention(Tensor keys, Tensor values) {
        return result(new Operation.Attention(), shape(), keys, values);
    }

    @Override
    public Tensor attention(Tensor keys, Tensor values, Tensor bias) {
        return result(new Operation.WindowAttention(), shape(), keys, values, bias);
    }

    @Override
    public Tensor quantize(Tensor factors, int zeroPoint) {
        return result(new Operation.Quantize(zeroPoint), shape(), DataType.UINT8, factors);
    }
}
