// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.optimizer;

import java.util.List;

/**
 * Moves parameters against their gradients.
 *
 * <p>It changes the parameters in place and does not own them; its state it owns until it is closed. Use by one thread.
 */
public interface Optimizer extends AutoCloseable {
    /**
     * Changes each parameter that has a gradient; one without is left alone entirely. The gradients stay as they are:
     * clearing them is the caller's.
     *
     * @param learningRate at least 0
     */
    void step(double learningRate);

    /**
     * Returns what a later training needs to continue as if it had not been interrupted. Needs an open scope; the tensors
     * are to be read at once, since the next step changes them.
     */
    List<NamedTensor> state();

    /** Returns the smallest value that a part of the state may have: 0 of sums of squares and of counts. */
    default double least(String name) {
        return Double.NEGATIVE_INFINITY;
    }

    /**
     * Replaces the state by copies of a saved one, for the same parameters.
     *
     * @throws IllegalArgumentException if a name or a shape does not fit the parameters; the state is unchanged then
     */
    void restore(List<NamedTensor> saved);

    /** Frees the state. */
    @Override
    void close();
}
