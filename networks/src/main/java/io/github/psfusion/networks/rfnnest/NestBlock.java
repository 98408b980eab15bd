// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.rfnnest;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.Tensor;

/** A 3x3 convolution to half the channels, and a 1x1 convolution. Keys: {@code denseblock.0}, {@code denseblock.1}. */
final class NestBlock {
    private final NestConv first;
    private final NestConv second;

    NestBlock(Parameters parameters, int in, int out) {
        first = new NestConv(parameters.child("denseblock").child("0"), 3, in, in / 2);
        second = new NestConv(parameters.child("denseblock").child("1"), 1, in / 2, out);
    }

    /** Maps [N, in, H, W] to [N, out, H, W]. */
    Tensor forward(Tensor x) {
        return x.backend().inScope(() -> second.forward(first.forward(x)));
    }
}
