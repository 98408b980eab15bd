// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.detection;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How well the objects of a class were found.
 *
 * @param images number of images with an object of the class that counts
 * @param truths number of objects that count: neither crowds nor difficult
 * @param detections number of detections of the class
 * @param values by the keys of {@link DetectionProtocol#classKeys}; empty where no object counts
 * @param curves of the IoU thresholds that readers compare; none where no object counts
 */
public record ClassDetectionScores(
        int images, int truths, int detections, Map<String, OptionalDouble> values, List<PrecisionRecallCurve> curves) {
    /** Copies map and list. */
    public ClassDetectionScores {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        curves = List.copyOf(curves);
    }

    /** Counts the objects of a class, and takes its values. */
    static ClassDetectionScores of(
            List<ImageDetections> images, Map<String, OptionalDouble> values, List<PrecisionRecallCurve> curves) {
        int withTruth = 0;
        int truths = 0;
        int detections = 0;
        for (ImageDetections image : images) {
            int counted = (int)
                    image.truths().stream().filter(truth -> !truth.crowd()).count();
            withTruth += counted > 0 ? 1 : 0;
            truths += counted;
            detections += image.detections().size();
        }
        return new ClassDetectionScores(withTruth, truths, detections, values, curves);
    }
}
