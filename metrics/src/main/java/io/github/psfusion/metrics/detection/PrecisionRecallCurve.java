// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.detection;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Precision over recall, made falling as the protocol does.
 *
 * @param iou the IoU from which on a detection matches an object
 * @param precision at the recalls 0, .01, ..., 1
 */
public record PrecisionRecallCurve(double iou, List<Double> precision) {
    /** Number of recalls. */
    public static final int POINTS = 101;

    /** Checks the number of points. */
    public PrecisionRecallCurve {
        if (precision.size() != POINTS) {
            throw new IllegalArgumentException(precision.size() + " points; expected " + POINTS);
        }
        precision = List.copyOf(precision);
    }

    /** Makes a curve of the precision at each point. */
    static PrecisionRecallCurve of(double iou, IntToDoubleFunction precision) {
        return new PrecisionRecallCurve(
                iou,
                IntStream.range(0, POINTS).mapToObj(precision::applyAsDouble).toList());
    }

    /** Returns the recall of a point, {@code index / 100}. */
    public static double recall(int index) {
        return index / (POINTS - 1.0);
    }
}
