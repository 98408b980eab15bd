// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

/** Receives the progress of a long computation over many pairs; it is called on the computing thread and must return soon. */
@FunctionalInterface
public interface Progress {
    /** Ignores all progress. */
    Progress NONE = (done, total) -> {};

    /**
     * Some pairs are done.
     *
     * @param done number of pairs that are done, at most {@code total}
     * @param total number of all pairs
     */
    void advanced(int done, int total);
}
