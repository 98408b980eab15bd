// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one step of the optimizer came to.
 *
 * @param step number of steps done, this one included
 * @param total the weighted objective, averaged over the accumulated batches
 * @param terms the unweighted terms by name, likewise
 * @param gradientNorm the Euclidean norm of all gradients together
 * @param learningRate with which the weights moved
 * @param seconds that the step took, loading included
 */
public record StepResult(
        long step, double total, Map<String, Double> terms, double gradientNorm, double learningRate, double seconds) {
    /** Copies the terms, whose order is kept. */
    public StepResult {
        terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    }
}
