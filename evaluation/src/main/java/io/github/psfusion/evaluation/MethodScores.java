// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.methods.MethodDescription;
import java.util.List;
import java.util.Optional;

/**
 * All scores of one method.
 *
 * @param method what was scored; its key names it in tables
 * @param kind what it is
 * @param pairs one for each pair of the comparison, in its order
 * @param timing how long it took, where it ran here
 */
public record MethodScores(MethodDescription method, Kind kind, List<PairScores> pairs, Optional<Timing> timing) {
    /** What a row of a comparison is. */
    public enum Kind {
        /** The plain visible image. */
        VISIBLE,
        /** The plain infrared image. */
        INFRARED,
        /** Images that were made elsewhere. */
        IMAGES,
        /** A method that ran here. */
        METHOD
    }

    /** Copies the list. */
    public MethodScores {
        pairs = List.copyOf(pairs);
    }
}
