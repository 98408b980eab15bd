// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.tensors.BatchNormState;
import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Interpolation;
import io.github.psfusion.tensors.PoolOptions;
import io.github.psfusion.tensors.Quantization;
import io.github.psfusion.tensors.QuantizedConv2d;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Node} computes: the operations of {@link Tensor} that evaluating a network uses, by their names there. Each computes
 * itself ({@link #apply}), so that a graph runs on any backend.
 *
 * <p>A new operation takes these steps; the compiler names what is missing after the second:
 *
 * <ol>
 *   <li>the method of {@link Tensor}, its implementation in each backend, and a case in the table of the tests that compares the
 *       backends;
 *   <li>a record here with {@link #apply} and {@link #accept}, and its method in {@link OperationVisitor}, which every exporter
 *       implements; it overrides {@link #isView}, {@link #overwritesFirst} or {@link #weightInput} where they hold;
 *   <li>the method of {@code SymbolicTensor} that makes the node and its shape, and a case in the table of the tests that trace, run
 *       and export each operation.
 * </ol>
 */
public sealed interface Operation {
    /**
     * Computes the operation.
     *
     * @param inputs values of the node's inputs, in order; not changed
     * @return the result, owned by the current scope; it may share the memory of the first input if this {@link #isView}
     * @throws IllegalStateException for inputs and constants, which are given
     */
    Tensor apply(List<Tensor> inputs);

    /** Calls the method of a visitor that is for this operation. */
    <R> R accept(OperationVisitor<R> visitor);

    /** Returns whether the result can be written over the first input, where nothing else reads that: {@link #applyInPlace}. */
    default boolean overwritesFirst() {
        return false;
    }

    /**
     * Computes the operation and writes the result over the first input.
     *
     * @return the first input
     * @throws IllegalStateException if this does not {@link #overwritesFirst()}
     */
    default Tensor applyInPlace(List<Tensor> inputs) {
        throw new IllegalStateException(this + " does not overwrite its first input");
    }

    /** Returns whether the result may share the memory of its first input. */
    default boolean isView() {
        return false;
    }

    /**
     * Returns which input is the weight of a convolution, {@code [O, C / groups, K, K]}, or of a linear layer, {@code [O, I]}; empty
     * for what is neither.
     */
    default OptionalInt weightInput() {
        return OptionalInt.empty();
    }

    private static @Nullable Tensor optional(List<Tensor> inputs, int index) {
        return inputs.size() > index ? inputs.get(index) : null;
    }

    /**
     * A tensor that is given at each run.
     *
     * @param name its name
     */
    record Input(String name) implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            throw new IllegalStateException("input " + name + " is given, not computed");
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.input(this);
        }
    }

    /**
     * A tensor that is the same at each run.
     *
     * @param weights its values
     */
    record Constant(Weights weights) implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            throw new IllegalStateException("constant " + weights + " is given, not computed");
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.constant(this);
        }
    }

    /** Of a feature map, a weight and, if there is a third input, a bias. */
    record Convolution(Conv2dOptions options) implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            return inputs.get(0).conv2d(inputs.get(1), optional(inputs, 2), options);
        }

        @Override
        public OptionalInt weightInput() {
            return OptionalInt.of(1);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.convolution(this);
        }
    }

    /**
     * Of a sum, a feature map, a weight and, if there is a fourth input, a bias: the sum plus the convolution of the feature map.
     *
     * @param relu whether negative results become 0
     */
    record ConvAdd(Conv2dOptions options, boolean relu) implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            return added(inputs.get(0).copy(), inputs);
        }

        @Override
        public boolean overwritesFirst() {
            return true;
        }

        @Override
        public Tensor applyInPlace(List<Tensor> inputs) {
            return added(inputs.get(0), inputs);
        }

        private Tensor added(Tensor sum, List<Tensor> inputs) {
            return sum.addConv2dInPlace(inputs.get(1), inputs.get(2), optional(inputs, 3), options, relu);
        }

        @Override
        public OptionalInt weightInput() {
            return OptionalInt.of(2);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.convAdd(this);
        }
    }

    /**
     * Of a UINT8 feature map, an INT8 weight, scales and, if there is a fourth input, a bias: see {@link
     * io.github.psfusion.tensors.Backend#quantizedConv2d}. {@link #apply} prepares the weights anew each time; a {@link GraphRunner}
     * prepares them once.
     *
     * @param zeroPoint the value of the feature map that means 0
     * @param output how the result is quantized; empty for FLOAT32
     * @param relu whether negative results become 0
     */
    record QuantizedConvolution(Conv2dOptions options, int zeroPoint, Optional<Quantization> output, boolean relu)
            implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            Tensor x = inputs.get(0);
            QuantizedConv2d prepared =
                    x.backend().quantizedConv2d(inputs.get(1), inputs.get(2), optional(inputs, 3), options, zeroPoint);
            try {
                return prepared.apply(x, output.orElse(null), relu);
            } finally {
                prepared.release();
            }
        }

        @Override
        public OptionalInt weightInput() {
            return OptionalInt.of(1);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.quantizedConvolution(this);
        }
    }

    /** Of a feature map and a factor for each channel, [1, C, 1, 1]: values times factors, quantized to UINT8. */
    record Quantize(int zeroPoint) implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            return inputs.get(0).quantize(inputs.get(1), zeroPoint);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.quantize(this);
        }
    }

    /** Of a feature map, scale, shift, mean and variance, by running statistics. */
    record BatchNorm(double epsilon) implements Operation {
        private static final double UNUSED_MOMENTUM = 0.1;

        @Override
        public Tensor apply(List<Tensor> inputs) {
            BatchNormState state = new BatchNormState(
                    inputs.get(1), inputs.get(2), inputs.get(3), inputs.get(4), UNUSED_MOMENTUM, epsilon);
            return inputs.get(0).batchNorm(state, false);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.batchNorm(this);
        }
    }

    /** Of a feature map. */
    record InstanceNorm(double epsilon) implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            return inputs.get(0).instanceNorm(epsilon);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.instanceNorm(this);
        }
    }

    /** Of two tensors, element by element, with broadcasting. */
    enum Pairwise implements Operation {
        /** {@code first + second}. */
        ADD,
        /** {@code first - second}. */
        SUBTRACT,
        /** {@code first * second}. */
        MULTIPLY,
        /** {@code first / second}. */
        DIVIDE,
        /** The larger of both. */
        MAXIMUM;

        @Override
        public Tensor apply(List<Tensor> inputs) {
            Tensor first = inputs.get(0);
            Tensor second = inputs.get(1);
            return switch (this) {
                case ADD -> first.add(second);
                case SUBTRACT -> first.subtract(second);
                case MULTIPLY -> first.multiply(second);
                case DIVIDE -> first.divide(second);
                case MAXIMUM -> first.maximum(second);
            };
        }

        @Override
        public boolean overwritesFirst() {
            return this == ADD;
        }

        @Override
        public Tensor applyInPlace(List<Tensor> inputs) {
            return this == ADD ? inputs.get(0).addInPlace(inputs.get(1), 1) : Operation.super.applyInPlace(inputs);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.pairwise(this);
        }
    }

    /** Of one tensor, element by element. */
    enum Activation implements Operation {
        /** {@code max(x, 0)}. */
        RELU,
        /** {@code min(max(x, 0), 6)}. */
        RELU6,
        /** {@code 1 / (1 + exp(-x))}. */
        SIGMOID,
        /** The hyperbolic tangent. */
        TANH,
        /** The absolute value. */
        ABS,
        /** {@code x * 0.5 * (1 + erf(x / sqrt(2)))}. */
        GELU;

        @Override
        public Tensor apply(List<Tensor> inputs) {
            Tensor x = inputs.get(0);
            return switch (this) {
                case RELU -> x.relu();
                case RELU6 -> x.relu6();
                case SIGMOID -> x.sigmoid();
                case TANH -> x.tanh();
                case ABS -> x.abs();
                case GELU -> x.gelu();
            };
        }

        @Override
        public boolean overwritesFirst() {
            return this == RELU;
        }

        @Override
        public Tensor applyInPlace(List<Tensor> inputs) {
            return this == RELU ? inputs.get(0).reluInPlace() : Operation.super.applyInPlace(inputs);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.activation(this);
        }
    }

    /** {@code max(x, 0) + slope * min(x, 0)}. */
    record LeakyRelu(double slope) implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            return inputs.get(0).leakyRelu(slope);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.leakyRelu(this);
        }
    }

    /** Of a tensor and a slope, [1]: {@code max(x, 0) + slope * min(x, 0)}. */
    record Prelu() implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            return inputs.get(0).prelu(inputs.get(1));
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.prelu(this);
        }
    }

    /** {@code x + number}. */
    record AddNumber(double number) implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            return inputs.get(0).add(number);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.addNumber(this);
        }
    }

    /** {@code x * number}. */
    record MultiplyNumber(double number) implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            return inputs.get(0).multiply(number);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.multiplyNumber(this);
        }
    }

    /** The mean along a dimension, which stays. */
    record Mean(int dimension) implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            return inputs.get(0).mean(dimension);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.mean(this);
        }
    }

    /** The mean over height and width. */
    record GlobalAveragePool() implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            return inputs.get(0).globalAveragePool();
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.globalAveragePool(this);
        }
    }

    /** The largest value of each window. */
    record MaxPool(PoolOptions options) implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            return inputs.get(0).maxPool2d(options);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.maxPool(this);
        }
    }

    /** The mean of each window. */
    record AveragePool(PoolOptions options) implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            return inputs.get(0).averagePool2d(options);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.averagePool(this);
        }
    }

    /** An image mirrored outwards. */
    record PadReflect(int border) implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            return inputs.get(0).padReflect(border);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.padReflect(this);
        }
    }

    /** An image with its pixels repeated. */
    record UpsampleNearest(int factor) implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            return inputs.get(0).upsampleNearest(factor);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.upsampleNearest(this);
        }
    }

    /** Bilinear resizing. */
    record Resize(long height, long width, Interpolation interpolation) implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            return inputs.get(0).resizeBilinear(height, width, interpolation);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.resize(this);
        }
    }

    /** The elements in C order under other sizes. */
    record Reshape(Shape shape) implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            return inputs.get(0).reshape(shape.sizes());
        }

        @Override
        public boolean isView() {
            return true;
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.reshape(this);
        }
    }

    /** Two dimensions swapped. */
    record Transpose(int first, int second) implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            return inputs.get(0).transpose(first, second);
        }

        @Override
        public boolean isView() {
            return true;
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.transpose(this);
        }
    }

    /** Some slices along a dimension. */
    record Narrow(int dimension, long start, long length) implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            return inputs.get(0).narrow(dimension, start, length);
        }

        @Override
        public boolean isView() {
            return true;
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.narrow(this);
        }
    }

    /** Some slices along the outermost dimension, in any order. */
    record IndexSelect(List<Long> indices) implements Operation {
        /** Copies the indices. */
        public IndexSelect {
            indices = List.copyOf(indices);
        }

        @Override
        public Tensor apply(List<Tensor> inputs) {
            return inputs.get(0).indexSelect(array());
        }

        /** Returns the indices. */
        public long[] array() {
            return indices.stream().mapToLong(Long::longValue).toArray();
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.indexSelect(this);
        }
    }

    /** All inputs joined along a dimension. */
    record Concatenate(int dimension) implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            return Tensor.concatenate(dimension, inputs);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.concatenate(this);
        }
    }

    /** Attention of queries, keys and values. */
    record Attention() implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            return inputs.get(0).attention(inputs.get(1), inputs.get(2));
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.attention(this);
        }
    }

    /** Attention of queries, keys and values of several heads, with a bias. */
    record WindowAttention() implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            return inputs.get(0).attention(inputs.get(1), inputs.get(2), inputs.get(3));
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.windowAttention(this);
        }
    }

    /** Of vectors in the last dimension, scale and shift. */
    record LayerNorm(double epsilon) implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            return inputs.get(0).layerNorm(inputs.get(1), inputs.get(2), epsilon);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.layerNorm(this);
        }
    }

    /** Of vectors in the last dimension, a weight [O, I] and a bias. */
    record Linear() implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            return inputs.get(0).linear(inputs.get(1), inputs.get(2));
        }

        @Override
        public OptionalInt weightInput() {
            return OptionalInt.of(1);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.linear(this);
        }
    }

    /** The values in another data type. */
    record Cast(DataType type) implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            return inputs.get(0).to(type);
        }

        @Override
        public boolean isView() {
            return true;
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.cast(this);
        }
    }

    /** The index of the largest element along a dimension. */
    record Argmax(int dimension) implements Operation {
        @Override
        public Tensor apply(List<Tensor> inputs) {
            return inputs.get(0).argmax(dimension);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.argmax(this);
        }
    }
}
