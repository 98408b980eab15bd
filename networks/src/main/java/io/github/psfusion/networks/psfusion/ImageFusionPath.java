// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.Conv2d;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Tensor;

/**
 * Turns scene features into an image: {@code (tanh(conv(x)) + 1) / 2}. IFP: image fusion path; also the last step of both scene
 * fidelity paths. Keys: {@code conv_block.0} (3x3, 32 to 1).
 */
final class ImageFusionPath {
    private final Conv2d conv;

    ImageFusionPath(Parameters parameters) {
        conv = Conv2d.withBias(parameters.child("conv_block").child("0"), 3, 32, 1);
    }

    /**
     * Maps [N, 32, H, W] to an image [N, 1, H, W] in (0, 1), at least in single precision: the 8 bits of a bfloat16 would show as
     * steps in smooth regions.
     */
    Tensor forward(Tensor features) {
        return features.backend().inScope(() -> {
            boolean narrow = features.dataType().bytes() < DataType.FLOAT32.bytes();
            Tensor x = narrow ? features.to(DataType.FLOAT32) : features;
            return conv.forward(x).tanh().add(1).multiply(0.5);
        });
    }
}
