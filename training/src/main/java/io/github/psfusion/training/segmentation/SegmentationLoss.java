// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.segmentation;

import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.Batch;
import io.github.psfusion.training.Loss;
import io.github.psfusion.training.losses.LossValue;
import io.github.psfusion.training.losses.WeightedCrossEntropy;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The {@link WeightedCrossEntropy} of a network whose only output are the logits of the classes, [N, classes, H, W]. */
public final class SegmentationLoss implements Loss<Tensor> {
    private static final String TERM = "cross-entropy";

    private final WeightedCrossEntropy term;

    /**
     * Makes the loss.
     *
     * @param classWeights a number above 0 for each class; empty if all pixels count alike
     */
    public SegmentationLoss(List<Double> classWeights) {
        term = new WeightedCrossEntropy(classWeights);
    }

    @Override
    public Map<String, Double> weights() {
        return Map.of(TERM, 1.0);
    }

    @Override
    public LossValue value(Tensor logits, Batch batch) {
        Tensor value = term.value(logits, batch.labels());
        return new LossValue(value, Map.of(TERM, value));
    }

    @Override
    public Map<String, String> metadata() {
        String weights = term.classWeights().stream().map(String::valueOf).collect(Collectors.joining(","));
        return Map.of("class_weights", weights.isEmpty() ? "none" : weights);
    }
}
