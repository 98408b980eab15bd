// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.umfcmgr;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.inference.Network;
import io.github.psfusion.networks.inference.NetworkOutput;
import io.github.psfusion.networks.inference.NetworkTensors;
import io.github.psfusion.networks.layers.Conv2d;
import io.github.psfusion.tensors.Tensor;
import java.util.Set;

/** FusionNet: a dense block for each image, their interaction, and two convolutions without activation between them. */
final class UmfCmgrNetwork implements Network {
    private static final int CHANNELS = 64;
    private static final double SLOPE = 0.2;

    private final Parameters parameters = Parameters.root();
    private final Conv2d infraredHead = head("conv1_1");
    private final Conv2d visibleHead = head("conv2_1");
    private final ResidualDenseBlock infraredPath = path("ir_path");
    private final ResidualDenseBlock visiblePath = path("vi_path");
    private final InteractionFusion fuse = new InteractionFusion(parameters.child("fuse"), CHANNELS);
    private final Conv2d reduction = Conv2d.withBias(parameters.child("fuse_res"), 3, 2 * CHANNELS, CHANNELS);
    private final Conv2d last = Conv2d.withBias(parameters.child("out_conv"), 3, CHANNELS, 1);

    private Conv2d head(String name) {
        return Conv2d.withBias(parameters.child(name).child("0"), 3, 1, CHANNELS);
    }

    private ResidualDenseBlock path(String name) {
        return new ResidualDenseBlock(parameters.child(name).child("0"), CHANNELS);
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    /** Returns the fused image [N, 1, H, W] in (-1, 1). */
    @Override
    public NetworkTensors evaluate(NetworkTensors inputs, Set<String> outputs) {
        Tensor infrared = infraredPath.forward(
                infraredHead.forward(inputs.get("infrared")).leakyRelu(SLOPE)); // [N, 64, H, W]
        Tensor visible =
                visiblePath.forward(visibleHead.forward(inputs.get("visible")).leakyRelu(SLOPE));
        Tensor fused = reduction.forward(fuse.forward(infrared, visible));
        return NetworkTensors.of(NetworkOutput.FUSED, last.forward(fused).tanh());
    }
}
