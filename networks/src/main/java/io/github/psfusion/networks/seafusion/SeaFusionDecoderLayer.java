// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.seafusion;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.BatchNorm2d;
import io.github.psfusion.networks.layers.Conv2d;
import io.github.psfusion.tensors.Tensor;

/** A 3x3 convolution. Keys: {@code conv}, and {@code bn}, which the authors' code declares and never computes. */
final class SeaFusionDecoderLayer {
    private final Conv2d conv;

    SeaFusionDecoderLayer(Parameters parameters, int in, int out) {
        conv = Conv2d.withBias(parameters.child("conv"), 3, in, out);
        var unused = new BatchNorm2d(parameters.child("bn").unused(), out);
    }

    /** Maps [N, in, H, W] to [N, out, H, W]. */
    Tensor forward(Tensor x) {
        return conv.forward(x);
    }
}
