// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.detection;

import java.util.List;

/**
 * Precision over recall, as the protocol integrates it.
 *
 * @param iou the IoU from which on a detection matches an object
 * @param recall from 0 to 1, rising
 * @param precision at each recall, from 0 to 1
 */
public record PrecisionRecallCurve(double iou, List<Double> recall, List<Double> precision) {
    /** Copies the lists. */
    public PrecisionRecallCurve {
        recall = List.copyOf(recall);
        precision = List.copyOf(precision);
    }
}
