// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.u2fusion;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.Conv2d;
import io.github.psfusion.tensors.Tensor;

/** A 3x3 convolution on its input padded by reflection. Keys: {@code weight}, {@code bias}. */
final class ReflectedConv {
    private static final double SLOPE = 0.2;

    private final Conv2d conv;

    ReflectedConv(Parameters parameters, int in, int out) {
        conv = Conv2d.withBias(parameters, 3, in, out).unpadded();
    }

    /** Maps [N, in, H, W] to [N, out, H, W]. */
    Tensor forward(Tensor x) {
        return conv.forward(x.padReflect(1));
    }

    /** Maps [N, in, H, W] to [N, out, H, W], with leaky ReLU. */
    Tensor activated(Tensor x) {
        return forward(x).leakyRelu(SLOPE);
    }
}
