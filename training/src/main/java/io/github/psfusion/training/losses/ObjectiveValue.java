// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.losses;

import io.github.psfusion.tensors.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the objective is for a batch. The tensors belong to the scope in which they were computed.
 *
 * @param total the weighted sum, a scalar, to go backward from
 * @param terms the unweighted terms that were computed, scalars by name, in the order of the objective
 */
public record ObjectiveValue(Tensor total, Map<String, Tensor> terms) {
    /** Copies the terms. */
    public ObjectiveValue {
        terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    }
}
