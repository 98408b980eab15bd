// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the network makes of pairs that it does not train on; all values are means over the pairs.
 *
 * @param step number of training steps done before
 * @param pairs number of pairs
 * @param total the weighted objective in evaluation mode
 * @param terms its unweighted terms by name
 * @param meanIou mean intersection over union of the classes that occur; empty without labels
 * @param fused figures of the fused images
 * @param average the same figures of the average of both sources, for comparison
 */
public record ValidationResult(
        long step,
        int pairs,
        double total,
        Map<String, Double> terms,
        OptionalDouble meanIou,
        ImageStatistics fused,
        ImageStatistics average) {
    /** Copies the terms, whose order is kept. */
    public ValidationResult {
        terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    }
}
