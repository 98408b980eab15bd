// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.losses;

import java.util.Map;

/**
 * What can be chosen about {@link PsFusionLoss}.
 *
 * @param weights weights by the names of the terms, which replace the published ones; 0 leaves a term out
 * @param intensityRoles which source the fused image follows on salient targets
 * @param hardestPixels least number of pixels in the mean of {@link OhemCrossEntropy}
 * @param binaryWeights weights of background and object in the binary head
 */
public record ObjectiveOptions(
        Map<String, Double> weights, IntensityRoles intensityRoles, long hardestPixels, PositiveWeights binaryWeights) {
    /** Copies the weights. */
    public ObjectiveOptions {
        weights = Map.copyOf(weights);
    }

    /** Returns the published objective, with the roles of the sources as intended. */
    public static ObjectiveOptions defaults() {
        return new ObjectiveOptions(
                Map.of(),
                IntensityRoles.INTENDED,
                OhemCrossEntropy.PUBLISHED_HARDEST_PIXELS,
                PositiveWeights.PUBLISHED);
    }

    /** Returns these options with other weights of terms. */
    public ObjectiveOptions withWeights(Map<String, Double> other) {
        return new ObjectiveOptions(other, intensityRoles, hardestPixels, binaryWeights);
    }

    /** Returns these options with other roles. */
    public ObjectiveOptions withIntensityRoles(IntensityRoles other) {
        return new ObjectiveOptions(weights, other, hardestPixels, binaryWeights);
    }

    /** Returns these options with another number of hardest pixels. */
    public ObjectiveOptions withHardestPixels(long other) {
        return new ObjectiveOptions(weights, intensityRoles, other, binaryWeights);
    }

    /** Returns these options with other weights of background and object. */
    public ObjectiveOptions withBinaryWeights(PositiveWeights other) {
        return new ObjectiveOptions(weights, intensityRoles, hardestPixels, other);
    }
}
