// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.methods.FusionResult;
import java.io.IOException;
import java.nio.file.Path;

/** Takes the results of pairs. Called by one thread at a time. */
public interface ResultSink {
    /** Returns where the fused image of a pair goes, for outcomes. */
    Path place(PairFiles pair);

    /** Returns whether all results of a pair are there and stay: then the pair is not fused. */
    boolean isDone(PairFiles pair);

    /** What became of the results of a pair. */
    enum State {
        /** At least one was written. */
        WRITTEN,
        /** All were there, made by another process meanwhile, and stay. */
        KEPT
    }

    /**
     * Writes the results of a pair.
     *
     * @throws PipelineException if a result cannot be written
     * @throws IOException if a result cannot be written
     */
    State write(PairFiles pair, FusionResult result) throws IOException;
}
