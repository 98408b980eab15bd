// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.losses;

import io.github.psfusion.tensors.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A loss on one batch. The tensors belong to the scope in which they were computed.
 *
 * @param total the weighted sum of the terms, a scalar; gradients are computed from it
 * @param terms the unweighted terms that were computed, scalars by name, in the order of the sum
 */
public record LossValue(Tensor total, Map<String, Tensor> terms) {
    /** Copies the terms. */
    public LossValue {
        terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    }
}
