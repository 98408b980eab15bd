// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.inference.NetworkWeights;
import io.github.psfusion.networks.psfusion.PsFusionNetwork;
import io.github.psfusion.networks.psfusion.PsFusionOutputs;
import io.github.psfusion.networks.psfusion.PsFusionSpec;
import io.github.psfusion.networks.psfusion.PsFusionVariant;
import io.github.psfusion.networks.psfusion.SemanticLogits;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.Batch;
import io.github.psfusion.training.TrainableNetwork;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * PSFusion with some or all of its outputs, as the trainer sees it.
 *
 * @param <O> the outputs
 */
final class TrainablePsFusion<O> implements TrainableNetwork<O>, AutoCloseable {
    private final PsFusionNetwork network;
    private final Part<O> part;

    private TrainablePsFusion(int classes, PsFusionVariant variant, Part<O> part) {
        network = new PsFusionNetwork(classes, variant);
        this.part = part;
    }

    /** Returns the network with all of its outputs. */
    static TrainablePsFusion<PsFusionOutputs> whole(int classes, PsFusionVariant variant) {
        return new TrainablePsFusion<>(classes, variant, new Part<>() {
            @Override
            public PsFusionOutputs forward(PsFusionNetwork network, Batch batch, ForwardContext context) {
                return network.forward(batch.visibleInput(), batch.infraredInput(), context);
            }

            @Override
            public PsFusionOutputs map(PsFusionOutputs outputs, UnaryOperator<Tensor> operation) {
                return outputs.map(operation);
            }
        });
    }

    /** Returns the network of which the semantic branch alone is computed. */
    static TrainablePsFusion<SemanticLogits> semantic(int classes, PsFusionVariant variant) {
        return new TrainablePsFusion<>(classes, variant, new Part<>() {
            @Override
            public SemanticLogits forward(PsFusionNetwork network, Batch batch, ForwardContext context) {
                return network.perceive(batch.visibleInput(), batch.infraredInput(), context);
            }

            @Override
            public SemanticLogits map(SemanticLogits outputs, UnaryOperator<Tensor> operation) {
                return outputs.map(operation);
            }
        });
    }

    /** What is computed of the network. */
    private interface Part<O> {
        O forward(PsFusionNetwork network, Batch batch, ForwardContext context);

        O map(O outputs, UnaryOperator<Tensor> operation);
    }

    @Override
    public Parameters parameters() {
        return network.parameters();
    }

    /** Every variant begins with the values of the whole network, so that runs of one seed differ by what is left out alone. */
    @Override
    public void initialize(Backend backend, long seed) {
        try (PsFusionNetwork whole = new PsFusionNetwork(network.classes())) {
            network.parameters().initializeAs(whole.parameters(), backend, seed);
        }
    }

    @Override
    public int sizeMultiple() {
        return PsFusionNetwork.SIZE_MULTIPLE;
    }

    @Override
    public O forward(Batch batch, ForwardContext context) {
        return part.forward(network, batch, context);
    }

    @Override
    public O crop(O outputs, int height, int width) {
        return part.map(outputs, output -> crop(output, height, width));
    }

    private static Tensor crop(Tensor output, int height, int width) {
        return output.narrow(2, 0, height).narrow(3, 0, width); // [N, C, height, width]
    }

    @Override
    public Map<String, String> metadata(Map<String, String> provenance) {
        PsFusionSpec spec = PsFusionSpec.INSTANCE;
        return NetworkWeights.metadata(spec, spec.architecture(network.classes(), network.variant()), provenance);
    }

    @Override
    public void close() {
        network.close();
    }
}
