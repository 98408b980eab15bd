// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

/**
 * Observes work on many pairs, and may cancel it. Called from several threads, one at a time. Who opened a listener for a task
 * closes it when the task ends.
 */
@FunctionalInterface
public interface WorkListener extends AutoCloseable {
    /** Ignores the progress and lets all work be done. */
    WorkListener NONE = (done, total, pair) -> {};

    /**
     * Reports that a pair is done.
     *
     * @param done number of pairs that are done
     * @param total number of all pairs
     * @param pair name of the pair that was done last; empty before the first
     */
    void advanced(int done, int total, String pair);

    /** Returns whether the work should end; it then does so before the next image. */
    default boolean cancelled() {
        return false;
    }

    /** Ends the observation; does nothing by default. */
    @Override
    default void close() {}
}
