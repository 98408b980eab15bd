// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.tensors.Tensor;
import java.util.function.UnaryOperator;

/**
 * What the semantic branch of the network makes of a batch of pairs of H x W pixels, H and W multiples of 32.
 *
 * @param semantic class logits, [N, classes, H, W]
 * @param binary logits of background and object, [N, 2, H, W]
 * @param boundary logits of no boundary and boundary, [N, 2, H, W]
 */
public record SemanticLogits(Tensor semantic, Tensor binary, Tensor boundary) {
    /** Returns the results of an operation on each of the three tensors. */
    public SemanticLogits map(UnaryOperator<Tensor> operation) {
        return new SemanticLogits(operation.apply(semantic), operation.apply(binary), operation.apply(boundary));
    }
}
