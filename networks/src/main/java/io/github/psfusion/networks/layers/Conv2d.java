// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.layers;

import io.github.psfusion.networks.Initializer;
import io.github.psfusion.networks.Parameter;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Two-dimensional convolution (cross-correlation) with zero padding {@code (kernel - 1) / 2}.
 *
 * <p>Keys: {@code weight} [out, in / groups, kernel, kernel] and, with a bias, {@code bias} [out]; both start uniform in
 * {@code +-1 / sqrt(fan in)}, PyTorch's default. Computes in the type of its input.
 */
public final class Conv2d {
    private final Parameter weight;
    private final @Nullable Parameter bias;
    private final Conv2dOptions options;

    private Conv2d(Parameter weight, @Nullable Parameter bias, Conv2dOptions options) {
        this.weight = weight;
        this.bias = bias;
        this.options = options;
    }

    /** Declares a convolution with bias, stride 1. */
    public static Conv2d withBias(Parameters parameters, int kernel, int in, int out) {
        return new Conv2d(weight(parameters, kernel, in, out), bias(parameters, kernel, in, out), padded(kernel, 1));
    }

    /** Declares a convolution without bias, stride 1. */
    public static Conv2d withoutBias(Parameters parameters, int kernel, int in, int out) {
        return new Conv2d(weight(parameters, kernel, in, out), null, padded(kernel, 1));
    }

    /** Declares a convolution with bias that keeps the channels apart, stride 1. */
    public static Conv2d depthwise(Parameters parameters, int kernel, int channels) {
        return new Conv2d(
                weight(parameters, kernel, 1, channels),
                bias(parameters, kernel, 1, channels),
                padded(kernel, channels));
    }

    /** Declares a convolution without bias that keeps the channels apart, stride 1. */
    public static Conv2d depthwiseWithoutBias(Parameters parameters, int kernel, int channels) {
        return new Conv2d(weight(parameters, kernel, 1, channels), null, padded(kernel, channels));
    }

    private static Conv2dOptions padded(int kernel, int groups) {
        return new Conv2dOptions(1, (kernel - 1) / 2, groups);
    }

    private static Parameter weight(Parameters parameters, int kernel, int in, int out) {
        return parameters.trained("weight", Shape.of(out, in, kernel, kernel), Initializer.uniform(fanIn(kernel, in)));
    }

    private static Parameter bias(Parameters parameters, int kernel, int in, int out) {
        return parameters.trained("bias", Shape.of(out), Initializer.uniform(fanIn(kernel, in)));
    }

    private static long fanIn(int kernel, int in) {
        return (long) in * kernel * kernel;
    }

    /** Returns the same convolution with another stride. */
    public Conv2d strided(int stride) {
        return new Conv2d(
                weight, bias, new Conv2dOptions(stride, options.padding(), options.groups(), options.dilation()));
    }

    /** Returns the same convolution with windows spread by a dilation, and padded by as much more, so that the size stays. */
    public Conv2d dilated(int dilation) {
        return new Conv2d(
                weight,
                bias,
                new Conv2dOptions(options.stride(), options.padding() * dilation, options.groups(), dilation));
    }

    /** Returns the same convolution without padding: each side of its result is shorter by the kernel less 1. */
    public Conv2d unpadded() {
        return new Conv2d(weight, bias, new Conv2dOptions(options.stride(), 0, options.groups(), options.dilation()));
    }

    /**
     * Applies the convolution.
     *
     * @param x [N, in, H, W]
     * @return [N, out, ceil(H / stride), ceil(W / stride)]
     */
    public Tensor forward(Tensor x) {
        return x.conv2d(weight.asOperandOf(x), bias == null ? null : bias.asOperandOf(x), options);
    }
}
