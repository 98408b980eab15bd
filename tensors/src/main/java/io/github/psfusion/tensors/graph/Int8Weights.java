// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The weights of a convolution quantized to int8, with a scale for each output channel. Thread-safe. */
final class Int8Weights {
    private static final int Q_MAX = 127;

    private final Weights weights;
    private final int groups;
    private final double[] inputScales;
    private final double[] outputScales;
    private float @Nullable [] weightScales; // of each output channel: the difference of neighboring quantized values

    /**
     * Prepares weights that are quantized when they are first asked for.
     *
     * @param inputScales of the input's channels: the scale of their quantized values
     * @param outputScales of the output's channels: the relative scales by which their values are divided
     */
    Int8Weights(Weights weights, int groups, double[] inputScales, double[] outputScales) {
        this.weights = weights;
        this.groups = groups;
        this.inputScales = inputScales;
        this.outputScales = outputScales;
    }

    /** [O, C / groups, K, K], INT8: the largest weight of each output channel is 127. */
    synchronized Tensor values() {
        Tensor original = weights.value();
        float[] scaled = scaled(original);
        float[] scales = weightScales(scaled);
        int perOutput = scaled.length / scales.length;
        byte[] values = new byte[scaled.length];
        for (int output = 0; output < scales.length; output++) {
            float inverse = 1 / scales[output];
            for (int i = output * perOutput; i < (output + 1) * perOutput; i++) {
                values[i] = nearest(scaled[i] * inverse);
            }
        }
        weightScales = scales;
        return original.backend().stored(DataType.INT8, weights.shape(), ByteBuffer.wrap(values));
    }

    /**
     * Rounds as {@link Math#round(float)} does, from -127.5 to 127.49; a float plus 128.5 is a double. That method and {@link
     * Math#max(float, float)} are calls, not instructions, until the just-in-time compiler has seen them, and would delay the first
     * run.
     */
    static byte nearest(float number) {
        return (byte) ((int) (number + 128.5) - 128);
    }

    /** [O], FLOAT32: the scale of each output channel, where results are divided by their relative scale. */
    synchronized Tensor scales() {
        Tensor original = weights.value();
        float[] known = weightScales == null ? weightScales(scaled(original)) : weightScales;
        float[] scales = new float[known.length];
        for (int i = 0; i < scales.length; i++) {
            scales[i] = (float) (known[i] / outputScales[i]);
        }
        return original.backend().floats(Shape.of(scales.length), scales);
    }

    /** [O], FLOAT32: the bias divided by the relative scales of the outputs. */
    Tensor bias(Tensor original) {
        float[] bias = original.toFloats();
        for (int i = 0; i < bias.length; i++) {
            bias[i] = (float) (bias[i] / outputScales[i]);
        }
        return original.backend().floats(Shape.of(bias.length), bias);
    }

    private float[] weightScales(float[] scaled) {
        float[] scales = new float[(int) weights.shape().size(0)];
        int perOutput = scaled.length / scales.length;
        for (int output = 0; output < scales.length; output++) {
            float largest = 0;
            for (int i = output * perOutput; i < (output + 1) * perOutput; i++) {
                float size = Math.abs(scaled[i]);
                if (size > largest) {
                    largest = size;
                }
            }
            scales[output] = largest > 0 ? largest / Q_MAX : 1;
        }
        return scales;
    }

    /** Multiplies each weight by the scale of the input channel that it reads. */
    private float[] scaled(Tensor original) {
        float[] values = original.to(DataType.FLOAT32).toFloats();
        Shape shape = weights.shape();
        int area = (int) (shape.size(2) * shape.size(3));
        int inputs = (int) shape.size(1);
        int outputsOfGroup = (int) shape.size(0) / groups;
        int kernels = values.length / area;
        for (int kernel = 0; kernel < kernels; kernel++) {
            int group = kernel / (inputs * outputsOfGroup);
            float scale = (float) inputScales[group * inputs + kernel % inputs];
            for (int i = kernel * area; i < (kernel + 1) * area; i++) {
                values[i] *= scale;
            }
        }
        return values;
    }
}
