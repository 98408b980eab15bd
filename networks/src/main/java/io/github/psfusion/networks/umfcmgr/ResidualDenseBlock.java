// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.umfcmgr;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.Conv2d;
import io.github.psfusion.tensors.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Three densely connected convolutions without bias and a 1x1 convolution of all, added to the input.
 *
 * <p>Keys: {@code dense_layers.0..2.conv}, {@code conv_1x1}.
 */
final class ResidualDenseBlock {
    private static final int LAYERS = 3;

    private final List<Conv2d> dense = new ArrayList<>();
    private final Conv2d joint;

    ResidualDenseBlock(Parameters parameters, int channels) {
        for (int k = 0; k < LAYERS; k++) {
            Parameters layer = parameters.child("dense_layers").child(Integer.toString(k));
            dense.add(Conv2d.withoutBias(layer.child("conv"), 3, channels * (k + 1), channels));
        }
        joint = Conv2d.withoutBias(parameters.child("conv_1x1"), 1, channels * (LAYERS + 1), channels);
    }

    /** Maps [N, C, H, W] to [N, C, H, W]. */
    Tensor forward(Tensor x) {
        return x.backend().inScope(() -> {
            List<Tensor> features = new ArrayList<>(List.of(x));
            for (Conv2d layer : dense) {
                features.add(layer.forward(Tensor.concatenate(1, features)).relu());
            }
            return joint.forward(Tensor.concatenate(1, features)).add(x);
        });
    }
}
