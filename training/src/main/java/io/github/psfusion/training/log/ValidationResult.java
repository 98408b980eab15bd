// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.log;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a network computes from held-out pairs.
 *
 * @param step number of training steps done before
 * @param pairs number of pairs
 * @param total the weighted loss in evaluation mode, its mean over the pairs
 * @param terms its unweighted terms by name, likewise
 * @param metrics metrics of the outputs by name, empty where one is not defined; a dot joins a group and a metric in it
 * @param summary the metrics as text for people; empty if there are none
 */
public record ValidationResult(
        long step,
        int pairs,
        double total,
        Map<String, Double> terms,
        Map<String, OptionalDouble> metrics,
        String summary) {
    /** Copies the terms and metrics, whose order is kept. */
    public ValidationResult {
        terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
}
