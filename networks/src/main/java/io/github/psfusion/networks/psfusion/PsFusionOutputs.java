// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.tensors.Tensor;
import java.util.function.UnaryOperator;

/**
 * What the network makes of a batch of pairs of H x W pixels, H and W multiples of 32.
 *
 * @param semantic class logits, [N, classes, H, W]
 * @param binary logits of background and object, [N, 2, H, W]
 * @param boundary logits of no boundary and boundary, [N, 2, H, W]
 * @param fused luminance of the fused image, [N, 1, H, W], in [0, 1]
 * @param visible reconstructed luminance of the visible image, [N, 1, H, W], in [0, 1]
 * @param infrared reconstructed infrared image, [N, 1, H, W], in [0, 1]
 */
public record PsFusionOutputs(
        Tensor semantic, Tensor binary, Tensor boundary, Tensor fused, Tensor visible, Tensor infrared) {
    /** Returns the outputs of the semantic branch. */
    public SemanticLogits logits() {
        return new SemanticLogits(semantic, binary, boundary);
    }

    /** Returns the results of an operation on each of the six tensors. */
    public PsFusionOutputs map(UnaryOperator<Tensor> operation) {
        return new PsFusionOutputs(
                operation.apply(semantic),
                operation.apply(binary),
                operation.apply(boundary),
                operation.apply(fused),
                operation.apply(visible),
                operation.apply(infrared));
    }
}
