// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing.tensors;

import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Quantization;
import io.github.psfusion.tensors.QuantizedConv2d;
import io.github.psfusion.tensors.Tensor;
import org.jspecify.annotations.Nullable;

/** An int8 convolution by its definition; it counts as one live tensor. */
final class ReferenceQuantizedConv2d implements QuantizedConv2d {
    private final ReferenceBackend backend;
    private final Array weight;
    private final double[] scales;
    private final double @Nullable [] bias;
    private final Conv2dOptions options;
    private final int zeroPoint;
    private boolean released;

    ReferenceQuantizedConv2d(
            ReferenceBackend backend,
            Tensor weight,
            Tensor scales,
            @Nullable Tensor bias,
            Conv2dOptions options,
            int zeroPoint) {
        if (weight.dataType() != DataType.INT8 || scales.dataType() != DataType.FLOAT32) {
            throw new IllegalArgumentException("weight is " + weight.dataType() + ", scales are " + scales.dataType());
        }
        this.backend = backend;
        this.weight = ReferenceTensor.of(weight).array();
        this.scales = scales.toDoubles();
        this.bias = bias == null ? null : bias.toDoubles();
        this.options = options;
        this.zeroPoint = zeroPoint;
        backend.count(1);
    }

    @Override
    public Tensor apply(Tensor input, @Nullable Quantization output, boolean relu) {
        if (released) {
            throw new IllegalStateException("this convolution was released");
        }
        if (input.dataType() != DataType.UINT8) {
            throw new IllegalArgumentException("input is " + input.dataType());
        }
        Array x = ReferenceTensor.of(input).array().map(value -> value - zeroPoint);
        Array sums = ImageOperations.conv2d(x, weight, null, options);
        int channels = scales.length;
        int pixels = sums.size(2) * sums.size(3);
        double[] values = sums.values();
        for (int i = 0; i < values.length; i++) {
            int channel = i / pixels % channels;
            double value = scales[channel] * values[i] + (bias == null ? 0 : bias[channel]);
            value = relu ? Math.max(0, value) : value;
            values[i] = output == null ? value : quantized(value, output);
        }
        return backend.wrap(sums.shape(), output == null ? DataType.FLOAT32 : DataType.UINT8, values);
    }

    private static double quantized(double value, Quantization output) {
        double nearest = Math.rint(value / output.scale()) + output.zeroPoint();
        return Math.min(Math.max(nearest, 0), Quantization.Q_MAX);
    }

    @Override
    public void release() {
        if (!released) {
            released = true;
            backend.count(-1);
        }
    }
}
