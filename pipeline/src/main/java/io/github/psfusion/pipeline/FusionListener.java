// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

/** Receives the progress of a fusion of many pairs; all calls come from the thread that runs it. An exception ends the run. */
public interface FusionListener {
    /** Does nothing. */
    FusionListener NONE = new FusionListener() {};

    /** The results of a pair exist and are kept; called before the fusion begins. */
    default void kept(PairOutcome outcome) {}

    /**
     * The fusion begins.
     *
     * @param pairs number of pairs to fuse
     */
    default void started(int pairs) {}

    /**
     * A pair has been fused and its results are written, or it has failed. Outcomes come in the order of the pairs.
     *
     * @param done number of pairs that are done, this one included
     */
    default void finished(PairOutcome outcome, int done) {}
}
