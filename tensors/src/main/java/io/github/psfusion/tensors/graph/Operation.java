// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Interpolation;
import io.github.psfusion.tensors.PoolOptions;
import io.github.psfusion.tensors.Quantization;
import java.util.Optional;

/**
 * What a {@link Node} computes: the operations of {@link io.github.psfusion.tensors.Tensor} that evaluating a network uses, by
 * their names there.
 */
public sealed interface Operation {
    /**
     * A tensor that is given at each run.
     *
     * @param name its name
     */
    record Input(String name) implements Operation {}

    /**
     * A tensor that is the same at each run.
     *
     * @param weights its values
     */
    record Constant(Weights weights) implements Operation {}

    /** Of a map, a weight and, if there is a third input, a bias. */
    record Convolution(Conv2dOptions options) implements Operation {}

    /**
     * Of a sum, a map, a weight and, if there is a fourth input, a bias: the sum and the convolution of the map together.
     *
     * @param relu whether negative results become 0
     */
    record ConvAdd(Conv2dOptions options, boolean relu) implements Operation {}

    /**
     * Of a map of bytes, a weight of bytes, scales and, if there is a fourth input, a bias: see {@link
     * io.github.psfusion.tensors.Backend#quantizedConv2d}.
     *
     * @param zeroPoint the byte of the map that means 0
     * @param output how the result is told as bytes; empty for FLOAT32
     * @param relu whether negative results become 0
     */
    record QuantizedConvolution(Conv2dOptions options, int zeroPoint, Optional<Quantization> output, boolean relu)
            implements Operation {}

    /** Of a map and a factor for each channel, [1, C, 1, 1]: numbers times factors, as bytes. */
    record Quantize(int zeroPoint) implements Operation {}

    /** Of a map, scale, shift, mean and variance, by running statistics. */
    record BatchNorm(double epsilon) implements Operation {}

    /** Of a map. */
    record InstanceNorm(double epsilon) implements Operation {}

    /** Of two tensors, element by element, with broadcasting. */
    enum Pairwise implements Operation {
        /** {@code first + second}. */
        ADD,
        /** {@code first - second}. */
        SUBTRACT,
        /** {@code first * second}. */
        MULTIPLY,
        /** The larger of both. */
        MAXIMUM
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
        TANH
    }

    /** {@code x + number}. */
    record AddNumber(double number) implements Operation {}

    /** {@code x * number}. */
    record MultiplyNumber(double number) implements Operation {}

    /** The mean over height and width. */
    record GlobalAveragePool() implements Operation {}

    /** The largest value of each window. */
    record MaxPool(PoolOptions options) implements Operation {}

    /** Bilinear resizing. */
    record Resize(long height, long width, Interpolation interpolation) implements Operation {}

    /** The elements under other sizes, which are those of the node. */
    record Reshape() implements Operation {}

    /** Two dimensions exchanged. */
    record Transpose(int first, int second) implements Operation {}

    /** Some slices along a dimension. */
    record Narrow(int dimension, long start, long length) implements Operation {}

    /** All inputs joined along a dimension. */
    record Concatenate(int dimension) implements Operation {}

    /** Attention of queries, keys and values. */
    record Attention() implements Operation {}

    /** The values in the data type of the node. */
    record Cast(DataType type) implements Operation {}

    /** The index of the largest element along a dimension. */
    record Argmax(int dimension) implements Operation {}

    /** Returns whether the result can be written over the first input, where nobody else needs that. */
    default boolean overwritesFirst() {
        return this == Activation.RELU || this == Pairwise.ADD || this instanceof ConvAdd;
    }

    /** Returns whether the result may share the memory of its first input. */
    default boolean isView() {
        return this instanceof Reshape || this instanceof Transpose || this instanceof Narrow || this instanceof Cast;
    }
}
