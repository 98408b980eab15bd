// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.losses.LabeledPairs;
import java.util.List;

/**
 * A batch of N pairs of H x W pixels on a backend; the tensors belong to the scope in which they were made.
 *
 * @param names of the pairs, for messages
 * @param visibleInput the visible images in the precision of the training, [N, 3, H, W]; input of the network
 * @param infraredInput the infrared images in the precision of the training, [N, 1, H, W]; input of the network
 * @param visible the visible images that the loss compares with, without the noise that the input may have, [N, 3, H, W], FLOAT32,
 *     in [0, 1]
 * @param infrared the infrared images that the loss compares with, [N, 1, H, W], FLOAT32, in [0, 1]
 * @param mask salient targets where above 0, [N, 1, H, W]
 * @param labels the labels, and which pairs have them
 */
public record Batch(
        List<String> names,
        Tensor visibleInput,
        Tensor infraredInput,
        Tensor visible,
        Tensor infrared,
        Tensor mask,
        LabeledPairs labels) {
    /** Copies the names. */
    public Batch {
        names = List.copyOf(names);
    }
}
