// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairFinder;
import io.github.psfusion.datasets.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The pairs on which models of others are scored: the held-out ones, or all of a data set that holds none out. */
final class HeldOutPairs {
    private HeldOutPairs() {}

    static List<PairFiles> of(Path data) throws IOException {
        List<PairFiles> heldOut = PairFinder.in(data, Split.VALIDATION).pairs();
        return heldOut.isEmpty() ? PairFinder.in(data).pairs() : heldOut;
    }

    /** @throws DatasetException if one has no label */
    static List<PairFiles> labeled(Path data) throws IOException {
        List<PairFiles> pairs = of(data);
        for (PairFiles pair : pairs) {
            if (pair.label().isEmpty()) {
                throw new DatasetException(
                        pair.infrared() + " has no label image; held-out pairs are scored by theirs.");
            }
        }
        return pairs;
    }
}
