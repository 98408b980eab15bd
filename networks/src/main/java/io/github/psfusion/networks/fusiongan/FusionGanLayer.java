// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.fusiongan;

import io.github.psfusion.networks.Initializer;
import io.github.psfusion.networks.Parameter;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.BatchNormState;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;

/** A convolution without padding, a batch norm and leaky ReLU. Keys: those of the convolution, and {@code norm}. */
final class FusionGanLayer {
    private static final double SLOPE = 0.2;
    private static final double EPSILON = 1e-5;
    private static final double MOMENTUM = 0.1;

    private final SpectralConv conv;
    private final NormalizedBy statistics;
    private final Parameter weight;
    private final Parameter bias;
    private final Parameter runningMean;
    private final Parameter runningVariance;

    FusionGanLayer(Parameters parameters, NormalizedBy statistics, int kernel, int in, int out) {
        this.statistics = statistics;
        conv = new SpectralConv(parameters, statistics, kernel, in, out);
        Parameters norm = parameters.child("norm");
        Parameters learned = statistics == NormalizedBy.IMAGE ? norm.unused() : norm;
        weight = learned.trained("weight", Shape.of(out), Initializer.ONE);
        bias = learned.trained("bias", Shape.of(out), Initializer.ZERO);
        runningMean = norm.statistic("running_mean", out, Initializer.ZERO);
        runningVariance = norm.variance("running_var", out);
    }

    /** Maps [N, in, H, W] to [N, out, H - kernel + 1, W - kernel + 1]. */
    Tensor forward(Tensor x) {
        Tensor y = conv.forward(x);
        Tensor normalized = statistics == NormalizedBy.IMAGE
                ? y.instanceNorm(EPSILON)
                : y.batchNorm(
                        new BatchNormState(
                                weight.value(),
                                bias.value(),
                                runningMean.value(),
                                runningVariance.value(),
                                MOMENTUM,
                                EPSILON),
                        false);
        return normalized.leakyRelu(SLOPE);
    }
}
