// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.networks.psfusion.PsFusionPart;
import io.github.psfusion.networks.psfusion.SemanticLogits;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.Batch;
import io.github.psfusion.training.Loss;
import io.github.psfusion.training.losses.LossValue;
import io.github.psfusion.training.losses.WeightedSum;
import java.util.List;
import java.util.Map;

/** The loss of the semantic branch alone: the first three terms of {@link PsFusionLoss}, with the same weights. */
public final class SemanticLoss implements Loss<SemanticLogits> {
    private final WeightedSum<SemanticInputs> sum;
    private final List<Double> classWeights;

    /**
     * Makes the published loss with these options; those on the other terms have no effect.
     *
     * @throws IllegalArgumentException if a weight is for no term of the semantic branch, negative or not finite, or if all are 0, or
     *     if the variant of the network has no semantic heads
     */
    public SemanticLoss(PsFusionLossOptions options) {
        if (!options.variant().has(PsFusionPart.S2P2)) {
            throw new IllegalArgumentException("the semantic stage trains the semantic heads, which are left out ("
                    + PsFusionPart.S2P2.key() + ")");
        }
        sum = new WeightedSum<>(SemanticTerms.published(options)).withWeights(options.weights());
        classWeights = options.classWeights();
    }

    @Override
    public Map<String, Double> weights() {
        return sum.weights();
    }

    @Override
    public LossValue value(SemanticLogits outputs, Batch batch) {
        SemanticInputs inputs = new SemanticInputs(outputs, batch.labels());
        Tensor logits = inputs.logits().semantic();
        return sum.value(inputs, logits.backend().full(logits.dataType(), Shape.SCALAR, 0));
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of("stage", PsFusionStage.SEMANTIC.id(), "class_weights", ClassWeights.text(classWeights));
    }
}
