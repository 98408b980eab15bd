// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.methods.MethodDescription;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All scores of one method.
 *
 * @param method what was scored; its key names it in tables
 * @param kind what it is
 * @param pairs one for each pair of the scores, in its order
 * @param timing how long the method took, where it ran here
 * @param overlap on which of the pairs its weights were trained; empty where no weights are involved
 */
public record MethodScores(
        MethodDescription method,
        Kind kind,
        List<PairScores> pairs,
        Optional<MethodTiming> timing,
        Optional<TrainingOverlap> overlap) {
    /** What a row of a comparison is. */
    public enum Kind {
        /** The visible image, unfused. */
        VISIBLE,
        /** The infrared image, unfused. */
        INFRARED,
        /** Images that were made elsewhere. */
        IMAGES,
        /** A method that ran here. */
        METHOD;

        /** The key of {@link #IMAGES} in score files of former versions. */
        private static final String FORMER_IMAGES = "pictures";

        /** Returns the key of the kind in score files, such as {@code images}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the kind with a key, which may be one of a former version; empty if there is none. */
        public static Optional<Kind> of(String key) {
            String current = key.equals(FORMER_IMAGES) ? IMAGES.key() : key;
            return Stream.of(values())
                    .filter(kind -> kind.key().equals(current))
                    .findFirst();
        }

        /** Returns whether the row is a source baseline: one of the two source images, unfused. */
        public boolean isBaseline() {
            return this == VISIBLE || this == INFRARED;
        }
    }

    /** Makes the scores of a method without weights. */
    public MethodScores(MethodDescription method, Kind kind, List<PairScores> pairs, Optional<MethodTiming> timing) {
        this(method, kind, pairs, timing, Optional.empty());
    }

    /** Copies the list. */
    public MethodScores {
        pairs = List.copyOf(pairs);
    }
}
