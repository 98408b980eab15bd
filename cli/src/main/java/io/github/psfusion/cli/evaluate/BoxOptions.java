// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.evaluate;

import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.evaluation.DetectionEvaluation;
import io.github.psfusion.evaluation.NamedPath;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which boxes are scored, instead of fused images. */
final class BoxOptions {
    @Option(
            names = "--boxes",
            paramLabel = "PATH",
            description = "true boxes, with --detections: COCO file (.json), table (.csv), or folder of YOLO (.txt) or"
                    + " PASCAL VOC (.xml) files")
    private @Nullable Path boxes;

    @Option(
            names = "--detections",
            paramLabel = "[NAME=]PATH",
            description = "detected boxes with scores, in the same formats; repeat it to compare several: AP and AR by"
                    + " --protocol coco (default), voc, voc07, ultralytics or ultralytics-8.4")
    private List<String> detections = List.of();

    @Option(
            names = "--images",
            paramLabel = "DIR|WxH",
            description = "images of the boxes, or the size of all: where boxes are fractions (YOLO, .csv), or images"
                    + " without a box have no file")
    private @Nullable String images;

    /** Returns whether boxes are to be scored. */
    boolean named() {
        return boxes != null || !detections.isEmpty() || images != null;
    }

    /**
     * Returns what is scored.
     *
     * @param classes names of the classes by number; may be empty
     * @param list names of the images that count; all if null
     * @throws UserError if an option is missing or wrong
     */
    DetectionEvaluation.Inputs inputs(List<String> classes, @Nullable Path list) {
        if (boxes == null || detections.isEmpty()) {
            throw UserError.usage("missing: "
                    + (boxes == null ? "--boxes PATH, the true boxes of --detections." : "--detections PATH."));
        }
        try {
            return new DetectionEvaluation.Inputs(boxes, NamedPath.parse(detections), classes, images, list);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--detections: " + e.getMessage() + ".");
        }
    }
}
