// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.metrics.detection.Box;
import io.github.psfusion.metrics.detection.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Suppression of overlapping boxes. */
class NonMaximumSuppressionTest {
    /** Removes from a list, for the surest box of it, all that overlap, until the list is empty. */
    private static List<Detection> plainLoop(List<Detection> boxes, double threshold, int most) {
        List<Detection> left = new ArrayList<>(boxes);
        List<Detection> kept = new ArrayList<>();
        while (!left.isEmpty()) {
            int best = 0;
            for (int i = 1; i < left.size(); i++) {
                best = left.get(i).score() > left.get(best).score() ? i : best;
            }
            Detection surest = left.remove(best);
            kept.add(surest);
            left.removeIf(other ->
                    other.category() == surest.category() && other.box().iou(surest.box()) > threshold);
        }
        return kept.subList(0, Math.min(most, kept.size()));
    }

    @Test
    void agreesWithThePlainLoop() {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 300; round++) {
            List<Detection> boxes = new ArrayList<>();
            int count = random.nextInt(60);
            for (int i = 0; i < count; i++) {
                // Scores and places of a few steps, so that there are ties and equal boxes.
                boxes.add(new Detection(
                        random.nextInt(3),
                        new Box(random.nextInt(8), random.nextInt(8), random.nextInt(6), 1 + random.nextInt(5)),
                        random.nextInt(9) / 8.0));
            }
            double threshold = random.nextInt(11) / 10.0;
            int most = 1 + random.nextInt(40);
            assertThat(NonMaximumSuppression.of(boxes, threshold, most)).isEqualTo(plainLoop(boxes, threshold, most));
        }
    }

    @Test
    void boxesOfOtherClassesAndAtTheThresholdStay() {
        Detection first = new Detection(0, new Box(0, 0, 10, 10), 0.9);
        Detection half = new Detection(0, new Box(0, 0, 10, 5), 0.8); // IoU 0.5
        Detection other = new Detection(1, new Box(0, 0, 10, 10), 0.7);
        List<Detection> boxes = List.of(other, half, first);
        assertThat(NonMaximumSuppression.of(boxes, 0.5, 300)).containsExactly(first, half, other);
        assertThat(NonMaximumSuppression.of(boxes, 0.49, 300)).containsExactly(first, other);
        assertThat(NonMaximumSuppression.surest(boxes, 2)).containsExactly(first, half);
    }
}
