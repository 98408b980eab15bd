// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

/** Is told how far a work on many pairs has come, and may end it. Called from several threads, one at a time. */
public interface WorkListener {
    /** Says nothing to anyone and lets all work be done. */
    WorkListener NONE = (done, total, pair) -> {};

    /**
     * A pair is done.
     *
     * @param done number of pairs that are done
     * @param total number of all pairs
     * @param pair name of the pair that was done last
     */
    void advanced(int done, int total, String pair);

    /** Returns whether the work should end; it then does so before the next image. */
    default boolean cancelled() {
        return false;
    }
}
