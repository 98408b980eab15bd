// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.imaging.fingerprint.PairFingerprint;
import io.github.psfusion.imaging.fingerprint.TrainingPairs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which of the scored pairs the weights of a method were trained on. Scores on such pairs do not hold for other images.
 *
 * @param pairs names of those pairs, in the order of the scores
 * @param isComplete whether these are all of them; else others may be, because not all training pairs are known
 */
public record TrainingOverlap(List<String> pairs, boolean isComplete) {
    /** What is known of weights that carry no list of training pairs. */
    public static final TrainingOverlap UNKNOWN = new TrainingOverlap(List.of(), false);

    /** Copies the list. */
    public TrainingOverlap {
        pairs = List.copyOf(pairs);
    }

    /**
     * Looks for pairs of scores among training pairs.
     *
     * @param names names of the scored pairs
     * @param sources their fingerprints; empty for a pair that could not be read
     */
    public static TrainingOverlap of(
            TrainingPairs training, List<String> names, List<Optional<PairFingerprint>> sources) {
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i).filter(training::contains).isPresent()) {
                seen.add(names.get(i));
            }
        }
        return new TrainingOverlap(seen, training.isComplete());
    }

    /** Returns whether nothing is known. */
    public boolean isUnknown() {
        return pairs.isEmpty() && !isComplete;
    }
}
