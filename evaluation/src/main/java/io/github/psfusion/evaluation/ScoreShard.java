// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.datasets.PairWarning;
import io.github.psfusion.datasets.Shard;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What scores of a part of the pairs hold besides, so that {@link ShardJoin} makes of all parts what one run makes of all pairs.
 *
 * @param shard which part it is
 * @param allPairs names of all pairs, in the order of rows
 * @param measured facts on the pairs of this part, in their order
 */
public record ScoreShard(Shard shard, List<String> allPairs, List<Measured> measured) {
    /** Copies the lists. */
    public ScoreShard {
        allPairs = List.copyOf(allPairs);
        measured = List.copyOf(measured);
    }

    /**
     * A file that was measured.
     *
     * @param file its path as the user wrote it
     * @param sha256 digest of the bytes that were decoded; another text if it could not be read
     */
    public record Input(String file, String sha256) {}

    /**
     * Facts on a pair.
     *
     * @param infrared its infrared file
     * @param visible its visible file
     * @param images the scored image of each method, in their order; empty where there is none
     * @param warnings kinds of warnings on the sources
     * @param imageWarnings kinds of warnings on scored images, by file; of one without warnings an empty list
     */
    public record Measured(
            Input infrared,
            Input visible,
            List<Optional<Input>> images,
            List<String> warnings,
            Map<String, List<String>> imageWarnings) {
        /** Copies the lists. */
        public Measured {
            images = List.copyOf(images);
            warnings = List.copyOf(warnings);
            imageWarnings = Collections.unmodifiableMap(new LinkedHashMap<>(imageWarnings));
        }
    }

    /** Returns the kinds of warnings by which something was lost, by file. */
    static Map<String, List<String>> losses(Map<String, List<PairWarning>> warnings) {
        Map<String, List<String>> losses = new LinkedHashMap<>();
        warnings.forEach((file, kinds) -> losses.put(
                file,
                kinds.stream()
                        .filter(PairWarning::loss)
                        .map(PairWarning::summary)
                        .toList()));
        return losses;
    }
}
