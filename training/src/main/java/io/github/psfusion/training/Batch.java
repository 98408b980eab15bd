// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.networks.psfusion.PsFusionOutputs;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.losses.LabeledPairs;
import io.github.psfusion.training.losses.LossInputs;
import io.github.psfusion.training.losses.Luminance;
import java.util.List;

/**
 * A batch of N pairs of H x W pixels on an engine; the tensors belong to the scope in which they were made.
 *
 * @param names of the pairs, for messages
 * @param visibleInput what the network sees, [N, 3, H, W], in the precision of the training
 * @param infraredInput what the network sees, [N, 1, H, W], in the precision of the training
 * @param visible the visible images, [N, 3, H, W], FLOAT32
 * @param infrared the infrared images, [N, 1, H, W], FLOAT32
 * @param mask salient targets, [N, 1, H, W]
 * @param labels the labels, and which pairs have them
 */
record Batch(
        List<String> names,
        Tensor visibleInput,
        Tensor infraredInput,
        Tensor visible,
        Tensor infrared,
        Tensor mask,
        LabeledPairs labels) {
    /** Returns what the terms of the objective compare. */
    LossInputs against(PsFusionOutputs outputs) {
        return new LossInputs(outputs, infrared, Luminance.of(visible), mask, labels);
    }
}
