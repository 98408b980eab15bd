// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.Backend;
import java.util.Map;

/**
 * A network as the trainer sees it.
 *
 * @param <O> the outputs of the network
 */
public interface TrainableNetwork<O> {
    /** Returns the parameters, which the network owns; without values before the training starts. */
    Parameters parameters();

    /**
     * Gives every parameter without a value its initial one, FLOAT32.
     *
     * @param seed repeats the same values
     */
    default void initialize(Backend backend, long seed) {
        parameters().initialize(backend, seed);
    }

    /** Returns the number of which heights and widths of a batch must be multiples, at least 1. */
    int sizeMultiple();

    /**
     * Computes the outputs.
     *
     * @param batch N pairs of H x W pixels; the network reads the images that it needs
     * @param context training or evaluation
     * @return tensors of the current scope
     */
    O forward(Batch batch, ForwardContext context);

    /**
     * Returns the upper left part of outputs: validation pads images to the {@link #sizeMultiple} and crops what comes out.
     *
     * @param outputs of this network
     * @param height in pixels of the input, at most that of the batch
     * @param width in pixels of the input, at most that of the batch
     */
    O crop(O outputs, int height, int width);

    /**
     * Returns the metadata of a weight file of this network.
     *
     * @param provenance how the weights were made
     * @return what the file holds, then the provenance
     */
    Map<String, String> metadata(Map<String, String> provenance);
}
