// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.rfnnest;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.inference.Network;
import io.github.psfusion.networks.inference.NetworkOutput;
import io.github.psfusion.networks.inference.NetworkTensors;
import io.github.psfusion.tensors.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An auto-encoder with nest connections, whose features at each scale a residual network fuses.
 *
 * <p>The authors' network takes and makes levels from 0 to 255; here levels are divided by 255 at both ends.
 */
final class RfnNestNetwork implements Network {
    private static final double LEVELS = 255;

    private final Parameters parameters = Parameters.root();
    private final NestEncoder encoder = new NestEncoder(parameters);
    private final NestDecoder decoder = new NestDecoder(parameters);
    private final List<ResidualFusion> blocks = new ArrayList<>();
    private final FeatureFusion fusion;

    RfnNestNetwork(FeatureFusion fusion) {
        this.fusion = fusion;
        for (int level = 0; level < NestEncoder.CHANNELS.size(); level++) {
            Parameters block = parameters.child("fusion_block" + (level + 1));
            blocks.add(new ResidualFusion(
                    fusion == FeatureFusion.NETWORK ? block : block.unused(), NestEncoder.CHANNELS.get(level)));
        }
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    /** Returns the fused image [N, 1, H, W], not negative, without an upper bound. */
    @Override
    public NetworkTensors evaluate(NetworkTensors inputs, Set<String> outputs) {
        Tensor fused = OverlappingTiles.apply(inputs.get("infrared"), inputs.get("visible"), this::fused);
        return NetworkTensors.of(NetworkOutput.FUSED, fused.multiply(1 / LEVELS));
    }

    private Tensor fused(Tensor infrared, Tensor visible) {
        List<Tensor> ofInfrared = encoder.forward(infrared.multiply(LEVELS));
        List<Tensor> ofVisible = encoder.forward(visible.multiply(LEVELS));
        List<Tensor> features = new ArrayList<>();
        for (int level = 0; level < blocks.size(); level++) {
            features.add(fused(level, ofInfrared.get(level), ofVisible.get(level)));
        }
        return decoder.forward(features);
    }

    private Tensor fused(int level, Tensor infrared, Tensor visible) {
        return fusion == FeatureFusion.NETWORK
                ? blocks.get(level).forward(infrared, visible)
                : fusion.fuse(infrared, visible);
    }
}
