// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.training.losses.LossValue;
import java.util.Map;

/**
 * What a training minimizes: a weighted sum of terms on the outputs of a network.
 *
 * @param <O> the outputs of the network
 */
public interface Loss<O> {
    /** Returns the weights by the names of the terms, those of 0 included, in the order of the sum. */
    Map<String, Double> weights();

    /**
     * Computes the terms and their weighted sum; a term of weight 0 is not computed.
     *
     * @param outputs of the network for the batch
     * @param batch the images and labels that the outputs are compared with
     * @return scalars of the current scope; recorded for gradients while recording is on
     */
    LossValue value(O outputs, Batch batch);

    /** Returns what was chosen about the loss, for the metadata of weight files; empty by default. */
    default Map<String, String> metadata() {
        return Map.of();
    }
}
