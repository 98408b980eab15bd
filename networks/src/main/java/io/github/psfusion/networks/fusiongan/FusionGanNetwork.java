// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.fusiongan;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.inference.Network;
import io.github.psfusion.networks.inference.NetworkOutput;
import io.github.psfusion.networks.inference.NetworkTensors;
import io.github.psfusion.tensors.Tensor;
import java.util.List;
import java.util.Set;

/** The generator: five convolutions of both images together, which are padded once by as much as these take away. */
final class FusionGanNetwork implements Network {
    private static final int BORDER = 6;

    private final Parameters parameters = Parameters.root();
    private final List<FusionGanLayer> layers;
    private final SpectralConv last;

    FusionGanNetwork(NormalizedBy statistics) {
        layers = List.of(
                new FusionGanLayer(parameters.child("layer1"), statistics, 5, 2, 256),
                new FusionGanLayer(parameters.child("layer2"), statistics, 5, 256, 128),
                new FusionGanLayer(parameters.child("layer3"), statistics, 3, 128, 64),
                new FusionGanLayer(parameters.child("layer4"), statistics, 3, 64, 32));
        last = new SpectralConv(parameters.child("layer5"), statistics, 1, 32, 1);
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public NetworkTensors evaluate(NetworkTensors inputs, Set<String> outputs) {
        Tensor x = Tensor.concatenate(1, List.of(inputs.get("infrared"), inputs.get("visible")))
                .multiply(2)
                .add(-1) // the network's range is [-1, 1]
                .padReplicate(BORDER); // [N, 2, H + 12, W + 12]
        for (FusionGanLayer layer : layers) {
            x = layer.forward(x);
        }
        return NetworkTensors.of(
                NetworkOutput.FUSED, last.forward(x).tanh().multiply(0.5).add(0.5)); // [N, 1, H, W]
    }
}
