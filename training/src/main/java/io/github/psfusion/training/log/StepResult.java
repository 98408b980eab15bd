// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.log;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The values of one step of the optimizer.
 *
 * @param step number of steps done, this one included
 * @param total the weighted loss, averaged over the accumulated batches
 * @param terms the unweighted terms by name, likewise
 * @param gradientNorm the Euclidean norm of all gradients together
 * @param learningRate of the step
 * @param seconds of the step, including the time to load its batches
 */
public record StepResult(
        long step, double total, Map<String, Double> terms, double gradientNorm, double learningRate, double seconds) {
    /** Copies the terms, whose order is kept. */
    public StepResult {
        terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    }
}
