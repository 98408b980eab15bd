// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.layers;

import io.github.psfusion.networks.Initializer;
import io.github.psfusion.networks.Parameter;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;

/**
 * Layer normalization of the last dimension: {@code (x - mean) / sqrt(variance + 1e-5) * weight + bias}, biased variance.
 *
 * <p>Ba, Kiros, Hinton, "Layer Normalization", 2016. Keys: {@code weight}, {@code bias} [C].
 */
public final class LayerNorm {
    private static final double EPSILON = 1e-5;

    private final Parameter weight;
    private final Parameter bias;

    /** Declares the parameters of this many channels. */
    public LayerNorm(Parameters parameters, int channels) {
        weight = parameters.trained("weight", Shape.of(channels), Initializer.ONE);
        bias = parameters.trained("bias", Shape.of(channels), Initializer.ZERO);
    }

    /** Maps [..., C] to [..., C]. */
    public Tensor forward(Tensor x) {
        return x.layerNorm(weight.asOperandOf(x), bias.asOperandOf(x), EPSILON);
    }
}
