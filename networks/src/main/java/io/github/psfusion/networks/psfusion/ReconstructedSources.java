// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.tensors.Tensor;
import java.util.function.UnaryOperator;

/**
 * Both source images as the network gives them back, of a batch of pairs of H x W pixels.
 *
 * @param visible reconstructed luminance of the visible image, [N, 1, H, W], in [0, 1]
 * @param infrared reconstructed infrared image, [N, 1, H, W], in [0, 1]
 */
public record ReconstructedSources(Tensor visible, Tensor infrared) {
    /** Returns the results of an operation on both tensors. */
    public ReconstructedSources map(UnaryOperator<Tensor> operation) {
        return new ReconstructedSources(operation.apply(visible), operation.apply(infrared));
    }
}
