// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.onnx;

import io.github.psfusion.metrics.detection.Detection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps of boxes that overlap the surest one: by falling score, each box drops the later ones of its class whose IoU with it is above
 * a threshold. Of equal scores the earlier box is the surer one.
 */
final class NonMaximumSuppression {
    private static final Comparator<Detection> BY_SCORE =
            Comparator.comparingDouble(Detection::score).reversed();

    /** More candidates than any detector finds objects; the work grows with the square. As in ultralytics. */
    private static final int MOST_CANDIDATES = 30_000;

    private NonMaximumSuppression() {}

    /** Returns the surest boxes by falling score, whatever they overlap. */
    static List<Detection> surest(List<Detection> boxes, int most) {
        return boxes.stream().sorted(BY_SCORE).limit(most).toList();
    }

    /**
     * Returns the boxes that are left, by falling score.
     *
     * @param threshold of the IoU, 0 to 1
     * @param most largest number of boxes, of all classes
     */
    static List<Detection> of(List<Detection> boxes, double threshold, int most) {
        Map<Integer, List<Detection>> keptByClass = new HashMap<>();
        List<Detection> kept = new ArrayList<>();
        for (Detection box : surest(boxes, MOST_CANDIDATES)) {
            if (kept.size() == most) {
                break;
            }
            List<Detection> ofClass = keptByClass.computeIfAbsent(box.category(), category -> new ArrayList<>());
            if (ofClass.stream().noneMatch(surer -> surer.box().iou(box.box()) > threshold)) {
                ofClass.add(box);
                kept.add(box);
            }
        }
        return List.copyOf(kept);
    }
}
