// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.networks;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.BatchNorm2d;
import io.github.psfusion.networks.layers.Conv2d;
import io.github.psfusion.tensors.Tensor;

/** MFNet's layer: a 3 x 3 convolution with bias, a batch norm, a leaky ReLU of slope 0.2. Keys: {@code conv}, {@code bn}. */
final class LeakyLayer {
    private static final double SLOPE = 0.2;

    private final Conv2d conv;
    private final BatchNorm2d norm;

    LeakyLayer(Parameters parameters, int in, int out, int dilation) {
        conv = Conv2d.withBias(parameters.child("conv"), 3, in, out).dilated(dilation);
        norm = new BatchNorm2d(parameters.child("bn"), out);
    }

    LeakyLayer(Parameters parameters, int in, int out) {
        this(parameters, in, out, 1);
    }

    /** Returns [N, out, H, W]. */
    Tensor forward(Tensor x, ForwardContext context) {
        return norm.forward(conv.forward(x), context).leakyRelu(SLOPE);
    }
}
