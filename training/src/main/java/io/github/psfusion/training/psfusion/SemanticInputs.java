// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.networks.psfusion.SemanticLogits;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.training.losses.LabeledPairs;

/**
 * What the terms of the semantic branch compare for a batch: the logits of the network with the labels.
 *
 * <p>Losses compute in FLOAT32, or in FLOAT64 where the logits are: logits of lower precision are widened here. The tensors are
 * not owned; the widened ones belong to the current scope.
 *
 * @param logits of the network
 * @param labeled the labels, and which pairs have them
 */
record SemanticInputs(SemanticLogits logits, LabeledPairs labeled) {
    /** Widens low precision. */
    SemanticInputs {
        DataType type = computingType(logits.semantic().dataType());
        logits = logits.map(tensor -> tensor.to(type));
    }

    /** Returns the type in which losses on outputs of a type compute. */
    static DataType computingType(DataType type) {
        return type == DataType.FLOAT64 ? DataType.FLOAT64 : DataType.FLOAT32;
    }
}
