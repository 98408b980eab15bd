// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.layers;

import io.github.psfusion.networks.Initializer;
import io.github.psfusion.networks.Parameter;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;

/**
 * A linear layer with bias. Keys: {@code weight} [out, in], {@code bias} [out]; both start uniform in {@code +-1 / sqrt(in)}, PyTorch's
 * default.
 */
public final class Linear {
    private final Parameter weight;
    private final Parameter bias;

    /** Declares the parameters. */
    public Linear(Parameters parameters, int in, int out) {
        weight = parameters.trained("weight", Shape.of(out, in), Initializer.uniform(in));
        bias = parameters.trained("bias", Shape.of(out), Initializer.uniform(in));
    }

    /** Maps [..., in] to [..., out]. */
    public Tensor forward(Tensor x) {
        return x.linear(weight.asOperandOf(x), bias.asOperandOf(x));
    }
}
