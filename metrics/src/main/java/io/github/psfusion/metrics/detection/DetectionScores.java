// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.detection;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How well objects were found, over a whole set; higher is better, all values from 0 to 1.
 *
 * @param protocol the definition of the values
 * @param overall by the keys of {@link DetectionProtocol#keys}; empty where no object counts
 * @param classes by class
 */
public record DetectionScores(
        DetectionProtocol protocol, Map<String, OptionalDouble> overall, List<ClassDetectionScores> classes) {
    /** Copies map and list. */
    public DetectionScores {
        overall = Collections.unmodifiableMap(new LinkedHashMap<>(overall));
        classes = List.copyOf(classes);
    }

    /** Takes the means over the classes that have a value. */
    static DetectionScores ofMeans(DetectionProtocol protocol, List<ClassDetectionScores> classes) {
        Map<String, OptionalDouble> overall = new LinkedHashMap<>();
        for (String key : protocol.keys()) {
            overall.put(
                    key,
                    classes.stream()
                            .map(ofClass -> ofClass.values().getOrDefault(key, OptionalDouble.empty()))
                            .filter(OptionalDouble::isPresent)
                            .mapToDouble(OptionalDouble::getAsDouble)
                            .average());
        }
        return new DetectionScores(protocol, overall, classes);
    }
}
