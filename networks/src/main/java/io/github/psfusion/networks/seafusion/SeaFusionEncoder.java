// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.seafusion;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.Conv2d;
import io.github.psfusion.tensors.Tensor;

/** The features of one image. Keys: {@code SOURCE_conv}, {@code SOURCE_rgbd1}, {@code SOURCE_rgbd2}, SOURCE vis or inf. */
final class SeaFusionEncoder {
    static final int CHANNELS = 48;

    private static final double SLOPE = 0.2;

    private final Conv2d conv;
    private final GradientResidualDenseBlock first;
    private final GradientResidualDenseBlock second;

    SeaFusionEncoder(Parameters parameters, String source) {
        conv = Conv2d.withBias(parameters.child(source + "_conv").child("conv"), 3, 1, 16);
        first = new GradientResidualDenseBlock(parameters.child(source + "_rgbd1"), 16, 32);
        second = new GradientResidualDenseBlock(parameters.child(source + "_rgbd2"), 32, CHANNELS);
    }

    /** Maps [N, 1, H, W] to [N, 48, H, W]. */
    Tensor forward(Tensor image) {
        return image.backend()
                .inScope(() -> second.forward(first.forward(conv.forward(image).leakyRelu(SLOPE))));
    }
}
