// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The weights of a convolution told as bytes, with a scale for each output channel. Thread-safe. */
final class Int8Weights {
    private static final int MOST = 127;

    private final Weights weights;
    private final int groups;
    private final double[] channelScales;
    private final double[] reaches;
    private float @Nullable [] steps; // what 1 means in each output channel

    /**
     * Tells weights, when they are asked for.
     *
     * @param channelScales of the input's channels: what one step of a byte means
     * @param reaches of the output's channels: what their numbers are divided by
     */
    Int8Weights(Weights weights, int groups, double[] channelScales, double[] reaches) {
        this.weights = weights;
        this.groups = groups;
        this.channelScales = channelScales;
        this.reaches = reaches;
    }

    /** [O, C, K, K], INT8: the largest weight of each output channel is 127. */
    synchronized Tensor numbers() {
        Tensor value = weights.value();
        float[] scaled = scaled(value);
        float[] found = steps(scaled);
        int perOutput = scaled.length / found.length;
        byte[] numbers = new byte[scaled.length];
        for (int output = 0; output < found.length; output++) {
            float inverse = 1 / found[output];
            for (int i = output * perOutput; i < (output + 1) * perOutput; i++) {
                numbers[i] = nearest(scaled[i] * inverse);
            }
        }
        steps = found;
        return value.backend().stored(DataType.INT8, weights.shape(), ByteBuffer.wrap(numbers));
    }

    /**
     * Rounds as {@link Math#round(float)} does, from -127.5 to 127.49; a float plus 128.5 is a double. That method and {@link
     * Math#max(float, float)} are calls for the compiler of a program that just started: with them the first pair took 0.7 s more.
     */
    static byte nearest(float number) {
        return (byte) ((int) (number + 128.5) - 128);
    }

    /** [O], FLOAT32: what 1 means in each output channel, where results are divided by their reach. */
    synchronized Tensor scales() {
        Tensor value = weights.value();
        float[] found = steps == null ? steps(scaled(value)) : steps;
        float[] scales = new float[found.length];
        for (int i = 0; i < scales.length; i++) {
            scales[i] = (float) (found[i] / reaches[i]);
        }
        return value.backend().floats(Shape.of(scales.length), scales);
    }

    /** [O], FLOAT32. */
    Tensor bias(Tensor value) {
        float[] bias = value.toFloats();
        for (int i = 0; i < bias.length; i++) {
            bias[i] = (float) (bias[i] / reaches[i]);
        }
        return value.backend().floats(Shape.of(bias.length), bias);
    }

    private float[] steps(float[] scaled) {
        float[] largest = new float[(int) weights.shape().size(0)];
        int perOutput = scaled.length / largest.length;
        for (int output = 0; output < largest.length; output++) {
            float most = 0;
            for (int i = output * perOutput; i < (output + 1) * perOutput; i++) {
                float size = Math.abs(scaled[i]);
                if (size > most) {
                    most = size;
                }
            }
            largest[output] = most > 0 ? most / MOST : 1;
        }
        return largest;
    }

    private float[] scaled(Tensor value) {
        float[] numbers = value.to(DataType.FLOAT32).toFloats();
        Shape shape = weights.shape();
        int area = (int) (shape.size(2) * shape.size(3));
        int inputs = (int) shape.size(1);
        int outputsOfGroup = (int) shape.size(0) / groups;
        int kernels = numbers.length / area;
        for (int kernel = 0; kernel < kernels; kernel++) {
            int group = kernel / (inputs * outputsOfGroup);
            float scale = (float) channelScales[group * inputs + kernel % inputs];
            for (int i = kernel * area; i < (kernel + 1) * area; i++) {
                numbers[i] *= scale;
            }
        }
        return numbers;
    }
}
