// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.networks;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.BatchNorm2d;
import io.github.psfusion.networks.layers.Conv2d;
import io.github.psfusion.tensors.Tensor;

/** Two 3 x 3 convolutions without bias, each with a batch norm and a ReLU. Keys: {@code conv1}, {@code bn1}, {@code conv2}, {@code bn2}. */
final class ReluPair {
    private final Conv2d conv1;
    private final BatchNorm2d norm1;
    private final Conv2d conv2;
    private final BatchNorm2d norm2;

    ReluPair(Parameters parameters, int in, int out) {
        conv1 = Conv2d.withoutBias(parameters.child("conv1"), 3, in, out);
        norm1 = new BatchNorm2d(parameters.child("bn1"), out);
        conv2 = Conv2d.withoutBias(parameters.child("conv2"), 3, out, out);
        norm2 = new BatchNorm2d(parameters.child("bn2"), out);
    }

    /** Returns [N, out, H, W]. */
    Tensor forward(Tensor x, ForwardContext context) {
        Tensor y = norm1.forward(conv1.forward(x), context).relu();
        return norm2.forward(conv2.forward(y), context).relu();
    }
}
