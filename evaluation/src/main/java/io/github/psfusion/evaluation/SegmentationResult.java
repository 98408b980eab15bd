// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.metrics.segmentation.ConfusionMatrix;
import io.github.psfusion.metrics.segmentation.SegmentationScores;
import java.util.List;

/**
 * How well class maps were predicted, over a whole set.
 *
 * @param provenance what makes it repeatable
 * @param classes names of the classes, in their order
 * @param maps names of the maps that count
 * @param matrix pixels by true and predicted class; not to be changed
 * @param failures maps that do not count: those without a partner, then those that could not be compared
 */
public record SegmentationResult(
        Provenance provenance,
        List<String> classes,
        List<String> maps,
        ConfusionMatrix matrix,
        List<Failure> failures) {
    /**
     * A map that does not count.
     *
     * @param map its name
     * @param reason why, in one sentence or more
     */
    public record Failure(String map, String reason) {}

    /** Copies the lists. */
    public SegmentationResult {
        classes = List.copyOf(classes);
        maps = List.copyOf(maps);
        failures = List.copyOf(failures);
    }

    /** Returns what follows from the matrix. */
    public SegmentationScores scores() {
        return SegmentationScores.of(matrix);
    }
}
