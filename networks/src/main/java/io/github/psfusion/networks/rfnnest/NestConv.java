// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.rfnnest;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.Conv2d;
import io.github.psfusion.tensors.Tensor;

/** Padding by reflection, a convolution and ReLU, even where the ReLU is the last layer of the network. Key: {@code conv2d}. */
final class NestConv {
    private final Conv2d conv;
    private final int border;

    NestConv(Parameters parameters, int kernel, int in, int out) {
        conv = Conv2d.withBias(parameters.child("conv2d"), kernel, in, out).unpadded();
        border = kernel / 2;
    }

    /** Maps [N, in, H, W] to [N, out, H, W]. */
    Tensor forward(Tensor x) {
        return conv.forward(border == 0 ? x : x.padReflect(border)).relu();
    }
}
