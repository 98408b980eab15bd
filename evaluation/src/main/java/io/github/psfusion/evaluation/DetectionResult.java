// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.metrics.detection.DetectionProtocol;
import io.github.psfusion.metrics.detection.DetectionScores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How well objects were found by one or several methods, over the same images.
 *
 * @param provenance what makes it repeatable
 * @param protocol the definition of all values
 * @param classes names of the classes, in their order
 * @param images names of the images
 * @param objects number of true boxes, crowds and difficult ones too
 * @param methods what is compared
 * @param notes what is left out by design, and what a reader should know
 * @param failures what could not be scored, with the reason
 */
public record DetectionResult(
        ScoreProvenance provenance,
        DetectionProtocol protocol,
        List<String> classes,
        List<String> images,
        int objects,
        List<Method> methods,
        List<String> notes,
        List<String> failures) {
    /**
     * The scores of a method.
     *
     * @param name what it is called
     * @param path its detections
     * @param detections number of detections that are scored
     * @param scores how well they match
     */
    public record Method(String name, Path path, int detections, DetectionScores scores) {}

    /** Copies the lists. */
    public DetectionResult {
        classes = List.copyOf(classes);
        images = List.copyOf(images);
        methods = List.copyOf(methods);
        notes = List.copyOf(notes);
        failures = List.copyOf(failures);
    }

    /** Returns this result with further notes before its own. */
    public DetectionResult withNotes(List<String> further) {
        List<String> all = new ArrayList<>(further);
        all.addAll(notes);
        return new DetectionResult(provenance, protocol, classes, images, objects, methods, all, failures);
    }
}
