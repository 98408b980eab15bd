// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.networks.psfusion.PsFusionVariant;
import io.github.psfusion.training.losses.OhemCrossEntropy;
import io.github.psfusion.training.losses.PositiveWeights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The options of {@link PsFusionLoss}.
 *
 * @param weights weights by the names of the terms, which replace the published ones; 0 leaves a term out
 * @param fusionTerms of the terms {@code intensity} and {@code gradient}
 * @param hardestPixels least number of pixels in the mean of {@link OhemCrossEntropy}
 * @param classWeights weights of the classes in the same mean, empty for none; see {@link ClassWeights}
 * @param binaryWeights weights of background and object in the binary head
 * @param variant of the network; terms on outputs that it has not are left out
 */
public record PsFusionLossOptions(
        Map<String, Double> weights,
        FusionTermOptions fusionTerms,
        long hardestPixels,
        List<Double> classWeights,
        PositiveWeights binaryWeights,
        PsFusionVariant variant) {
    /** Copies the weights. */
    public PsFusionLossOptions {
        classWeights = List.copyOf(classWeights);
        weights = Map.copyOf(weights);
    }

    /** Returns the published loss, with the roles of the sources as intended. */
    public static PsFusionLossOptions defaults() {
        return new PsFusionLossOptions(
                Map.of(),
                FusionTermOptions.defaults(),
                OhemCrossEntropy.PUBLISHED_HARDEST_PIXELS,
                List.of(),
                PositiveWeights.PUBLISHED,
                PsFusionVariant.WHOLE);
    }

    /**
     * Reads weights of terms as users write them: {@code gradient=10,correlation=1}.
     *
     * @throws IllegalArgumentException if the text has another form; names and ranges are checked by {@link PsFusionLoss}
     */
    public static Map<String, Double> parseWeights(String text) {
        Map<String, Double> weights = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            try {
                weights.put(
                        part.substring(0, Math.max(equals, 0)).strip(), Double.parseDouble(part.substring(equals + 1)));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("expected NAME=NUMBER,... but found " + part, e);
            }
        }
        return weights;
    }

    /** Returns these options with other weights of terms. */
    public PsFusionLossOptions withWeights(Map<String, Double> other) {
        return new PsFusionLossOptions(other, fusionTerms, hardestPixels, classWeights, binaryWeights, variant);
    }

    /** Returns these options with others of the terms on the fused image. */
    public PsFusionLossOptions withFusionTerms(FusionTermOptions other) {
        return new PsFusionLossOptions(weights, other, hardestPixels, classWeights, binaryWeights, variant);
    }

    /** Returns these options with another number of hardest pixels. */
    public PsFusionLossOptions withHardestPixels(long other) {
        return new PsFusionLossOptions(weights, fusionTerms, other, classWeights, binaryWeights, variant);
    }

    /** Returns these options with other weights of classes. */
    public PsFusionLossOptions withClassWeights(List<Double> other) {
        return new PsFusionLossOptions(weights, fusionTerms, hardestPixels, other, binaryWeights, variant);
    }

    /** Returns these options with other weights of background and object. */
    public PsFusionLossOptions withBinaryWeights(PositiveWeights other) {
        return new PsFusionLossOptions(weights, fusionTerms, hardestPixels, classWeights, other, variant);
    }

    /** Returns these options with another variant of the network. */
    public PsFusionLossOptions withVariant(PsFusionVariant other) {
        return new PsFusionLossOptions(weights, fusionTerms, hardestPixels, classWeights, binaryWeights, other);
    }
}
