// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.inference.NetworkWeights;
import io.github.psfusion.networks.psfusion.PsFusionNetwork;
import io.github.psfusion.networks.psfusion.PsFusionOutputs;
import io.github.psfusion.networks.psfusion.PsFusionSpec;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.Batch;
import io.github.psfusion.training.TrainableNetwork;
import java.util.Map;

/** PSFusion with all of its outputs, as the trainer sees it. */
final class TrainablePsFusion implements TrainableNetwork<PsFusionOutputs>, AutoCloseable {
    private final PsFusionNetwork network;

    TrainablePsFusion(int classes) {
        network = new PsFusionNetwork(classes);
    }

    @Override
    public Parameters parameters() {
        return network.parameters();
    }

    @Override
    public int sizeMultiple() {
        return PsFusionNetwork.SIZE_MULTIPLE;
    }

    @Override
    public PsFusionOutputs forward(Batch batch, ForwardContext context) {
        return network.forward(batch.visibleInput(), batch.infraredInput(), context);
    }

    @Override
    public PsFusionOutputs crop(PsFusionOutputs outputs, int height, int width) {
        return new PsFusionOutputs(
                crop(outputs.semantic(), height, width),
                crop(outputs.binary(), height, width),
                crop(outputs.boundary(), height, width),
                crop(outputs.fused(), height, width),
                crop(outputs.visible(), height, width),
                crop(outputs.infrared(), height, width));
    }

    private static Tensor crop(Tensor output, int height, int width) {
        return output.narrow(2, 0, height).narrow(3, 0, width); // [N, C, height, width]
    }

    @Override
    public Map<String, String> metadata(Map<String, String> provenance) {
        PsFusionSpec spec = PsFusionSpec.INSTANCE;
        return NetworkWeights.metadata(spec, spec.architecture(network.classes()), provenance);
    }

    @Override
    public void close() {
        network.close();
    }
}
