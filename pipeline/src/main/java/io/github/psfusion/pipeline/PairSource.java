// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Where a pipeline gets its images from: files that are there, or a store from which they are copied one pair after the other. */
public interface PairSource {
    /** Returns the reader of all pairs, which knows their intensity windows. Called once, on the decoding thread. */
    PairReader reader();

    /**
     * Brings the files of a pair to where they can be read. Called on the decoding thread, shortly before they are read.
     *
     * @return the pair with files that are there
     * @throws IOException if they cannot be brought; the pair has failed then
     */
    PairFiles fetch(PairFiles pair) throws IOException;

    /**
     * Returns a source of files that are there.
     *
     * @param pairs all pairs of the batch, whose levels decide on the intensity windows
     * @param cancelled asked before each image whose levels are counted
     */
    static PairSource ofFiles(List<PairFiles> pairs, PipelineSettings settings, BooleanSupplier cancelled) {
        return new PairSource() {
            @Override
            public PairReader reader() {
                return PairReader.of(pairs, settings.windows(), settings.infrared(), settings.limits(), () -> {
                    if (cancelled.getAsBoolean()) {
                        throw new CancellationException("cancelled");
                    }
                });
            }

            @Override
            public PairFiles fetch(PairFiles pair) {
                return pair;
            }
        };
    }
}
