// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.losses;

import static java.util.stream.Collectors.joining;

import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What PSFusion is trained to make small: the weighted sum of ten terms on its semantic branch, the fused image and the
 * two reconstructed sources.
 *
 * <p>The weights are fixed numbers, those of the authors' code; its options for dynamic weighting are never read.
 */
public final class PsFusionLoss {
    private final List<WeightedTerm> terms;

    private record WeightedTerm(double weight, LossTerm term) {}

    /**
     * Makes the published objective with these options.
     *
     * @throws IllegalArgumentException if a weight is for no term, negative or not finite, or if all are 0
     */
    public PsFusionLoss(ObjectiveOptions options) {
        List<WeightedTerm> published = List.of(
                new WeightedTerm(10, new OhemCrossEntropy(options.hardestPixels())),
                new WeightedTerm(10, WeightedBce.binary(options.binaryWeights())),
                new WeightedTerm(10, WeightedBce.boundary()),
                new WeightedTerm(1, new FusionCorrelation()),
                new WeightedTerm(10, new FusionGradient()),
                new WeightedTerm(10, new FusionIntensity(options.intensityRoles())),
                new WeightedTerm(5, new SceneFidelityIntensity(Reconstruction.VISIBLE)),
                new WeightedTerm(5, new SceneFidelityGradient(Reconstruction.VISIBLE)),
                new WeightedTerm(5, new SceneFidelityIntensity(Reconstruction.INFRARED)),
                new WeightedTerm(5, new SceneFidelityGradient(Reconstruction.INFRARED)));
        terms = reweighted(published, options.weights());
    }

    private static List<WeightedTerm> reweighted(List<WeightedTerm> published, Map<String, Double> weights) {
        List<String> names =
                published.stream().map(weighted -> weighted.term().name()).toList();
        weights.forEach((name, weight) -> {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("no term of the objective is called \"" + name + "\"; there are "
                        + names.stream().collect(joining(", ")));
            }
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "the weight of the term \"" + name + "\" must be 0 or above and finite, not " + weight);
            }
        });
        List<WeightedTerm> reweighted = published.stream()
                .map(own -> new WeightedTerm(weights.getOrDefault(own.term().name(), own.weight()), own.term()))
                .toList();
        if (reweighted.stream().allMatch(own -> own.weight() == 0)) {
            throw new IllegalArgumentException("all terms of the objective have weight 0; leave at least one above");
        }
        return reweighted;
    }

    /** Returns the weights by the names of the terms, those of 0 included, in the order of the sum. */
    public Map<String, Double> weights() {
        Map<String, Double> weights = new LinkedHashMap<>();
        terms.forEach(own -> weights.put(own.term().name(), own.weight()));
        return Collections.unmodifiableMap(weights);
    }

    /** Computes the terms and their weighted sum; a term of weight 0 is not computed. */
    public ObjectiveValue value(LossInputs inputs) {
        Tensor fused = inputs.outputs().fused();
        Tensor total = fused.backend().full(fused.dataType(), Shape.SCALAR, 0);
        Map<String, Tensor> values = new LinkedHashMap<>();
        for (WeightedTerm own : terms) {
            if (own.weight() > 0) {
                Tensor value = own.term().value(inputs);
                values.put(own.term().name(), value);
                total = total.add(value.multiply(own.weight()));
            }
        }
        return new ObjectiveValue(total, values);
    }
}
