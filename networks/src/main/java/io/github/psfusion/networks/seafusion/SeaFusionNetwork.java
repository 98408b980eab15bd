// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.seafusion;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.inference.Network;
import io.github.psfusion.networks.inference.NetworkOutput;
import io.github.psfusion.networks.inference.NetworkTensors;
import io.github.psfusion.tensors.Tensor;
import java.util.List;
import java.util.Set;

/** Two encoders of one shape, and a decoder of four convolutions; no skip connections. */
final class SeaFusionNetwork implements Network {
    private static final double SLOPE = 0.2;

    private final Parameters parameters = Parameters.root();
    private final SeaFusionEncoder visible = new SeaFusionEncoder(parameters, "vis");
    private final SeaFusionEncoder infrared = new SeaFusionEncoder(parameters, "inf");
    private final List<SeaFusionDecoderLayer> decoder = List.of(
            new SeaFusionDecoderLayer(parameters.child("decode4"), 2 * SeaFusionEncoder.CHANNELS, 64),
            new SeaFusionDecoderLayer(parameters.child("decode3"), 64, 32),
            new SeaFusionDecoderLayer(parameters.child("decode2"), 32, 16));
    private final SeaFusionDecoderLayer last = new SeaFusionDecoderLayer(parameters.child("decode1"), 16, 1);

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public NetworkTensors evaluate(NetworkTensors inputs, Set<String> outputs) {
        Tensor x = Tensor.concatenate(
                1,
                List.of(
                        visible.forward(inputs.get("visible")),
                        infrared.forward(inputs.get("infrared")))); // [N, 96, H, W]
        for (SeaFusionDecoderLayer layer : decoder) {
            x = layer.forward(x).leakyRelu(SLOPE);
        }
        return NetworkTensors.of(
                NetworkOutput.FUSED, last.forward(x).tanh().multiply(0.5).add(0.5)); // [N, 1, H, W]
    }
}
