// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.detection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /**
     * Returns the objects of each class, image by image, in their order, and its detections by falling score; without the images
     * that have neither.
     *
     * @param classes number of classes
     */
    static List<List<ImageDetections>> byClass(List<ImageDetections> images, int classes) {
        List<List<ImageDetections>> byClass = new ArrayList<>();
        for (int k = 0; k < classes; k++) {
            byClass.add(new ArrayList<>());
        }
        for (ImageDetections image : images) {
            Map<Integer, List<TrueBox>> truths = new HashMap<>();
            Map<Integer, List<Detection>> detections = new HashMap<>();
            for (TrueBox truth : image.truths) {
                truths.computeIfAbsent(truth.category(), k -> new ArrayList<>()).add(truth);
            }
            for (Detection detection : image.byScore()) {
                detections
                        .computeIfAbsent(detection.category(), k -> new ArrayList<>())
                        .add(detection);
            }
            Set<Integer> present = new HashSet<>(truths.keySet());
            present.addAll(detections.keySet());
            for (int k : present) {
                byClass.get(k)
                        .add(new ImageDetections(
                                truths.getOrDefault(k, List.of()), detections.getOrDefault(k, List.of())));
            }
        }
        return byClass;
    }

    /** Returns the detections by falling score, of equal scores in the order of the file. */
    List<Detection> byScore() {
        List<Detection> sorted = new ArrayList<>(detections);
        sorted.sort(Detection.BY_SCORE);
        return sorted;
    }
}
