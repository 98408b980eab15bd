// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.networks.psfusion.PsFusionOutputs;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.losses.LabeledPairs;
import io.github.psfusion.training.losses.Luminance;

/**
 * What the terms of the objective compare for a batch of N pairs of H x W pixels: the outputs of the network with the
 * images and labels that it should follow.
 *
 * <p>Losses compute in FLOAT32, or in FLOAT64 where the outputs are: outputs of lower precision are widened here, and
 * images are brought to the same type. The tensors are not owned; the widened ones belong to the current scope.
 *
 * @param outputs of the network
 * @param infrared the infrared input I, [N, 1, H, W], in [0, 1]
 * @param luminance the luminance Y of the visible input, see {@link Luminance}, [N, 1, H, W], in [0, 1]
 * @param mask the salient targets M, [N, 1, H, W]; every value above 0 is a target
 * @param labeled the labels, and which pairs have them
 */
public record LossInputs(
        PsFusionOutputs outputs, Tensor infrared, Tensor luminance, Tensor mask, LabeledPairs labeled) {
    /** Widens low precision. */
    public LossInputs {
        DataType type = SemanticInputs.computingType(outputs.fused().dataType());
        outputs = outputs.map(tensor -> tensor.to(type));
        infrared = infrared.to(type);
        luminance = luminance.to(type);
    }

    /**
     * Returns the same with sources of another contrast: {@code m + factor (A - m)}, with m the mean of each image. The factor 1 returns
     * these inputs; values may leave [0, 1].
     */
    LossInputs withContrast(double factor) {
        if (factor == 1) {
            return this;
        }
        return new LossInputs(outputs, scaled(infrared, factor), scaled(luminance, factor), mask, labeled);
    }

    private static Tensor scaled(Tensor image, double factor) {
        Tensor mean = image.mean(2).mean(3);
        return mean.add(image.subtract(mean).multiply(factor));
    }

    /** Returns the part that the terms of the semantic branch compare. */
    SemanticInputs semantic() {
        return new SemanticInputs(outputs.logits().orElseThrow(), labeled);
    }
}
