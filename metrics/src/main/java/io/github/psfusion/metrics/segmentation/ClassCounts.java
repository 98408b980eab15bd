// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.segmentation;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Pixels of each class in an image, or a set of them: what IoU needs of a confusion matrix.
 *
 * @param both pixels that have the class and were taken for it, by class
 * @param truth pixels that have it
 * @param prediction pixels that were taken for it
 */
public record ClassCounts(List<Long> both, List<Long> truth, List<Long> prediction) {
    /** Copies the lists. */
    public ClassCounts {
        both = List.copyOf(both);
        truth = List.copyOf(truth);
        prediction = List.copyOf(prediction);
        if (both.size() != truth.size() || both.size() != prediction.size()) {
            throw new IllegalArgumentException("counts of different numbers of classes");
        }
    }

    /** Returns the number of classes. */
    public int classes() {
        return both.size();
    }

    /** Returns {@code both / (truth + prediction - both)}; empty for a class that is neither in the labels nor predicted. */
    public OptionalDouble iou(int index) {
        long either = truth.get(index) + prediction.get(index) - both.get(index);
        return either == 0 ? OptionalDouble.empty() : OptionalDouble.of(both.get(index) / (double) either);
    }
}
