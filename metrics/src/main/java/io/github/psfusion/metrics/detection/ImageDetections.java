// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.detection;

import java.util.List;

/**
 * The objects of an image, and what a detector found. Both may be empty; their order decides between equal ones.
 *
 * @param truths the objects
 * @param detections what was found, in the order of the file
 */
public record ImageDetections(List<TrueBox> truths, List<Detection> detections) {
    /** Copies the lists. */
    public ImageDetections {
        truths = List.copyOf(truths);
        detections = List.copyOf(detections);
    }

    /** Returns the objects and detections of one class, in their order. */
    ImageDetections ofClass(int category) {
        return new ImageDetections(
                truths.stream().filter(truth -> truth.category() == category).toList(),
                detections.stream()
                        .filter(detection -> detection.category() == category)
                        .toList());
    }
}
