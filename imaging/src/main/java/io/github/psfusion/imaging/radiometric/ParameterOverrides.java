// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.radiometric;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Parameters of a measurement that the user knows better than the file.
 *
 * @param emissivity in place of {@link ObjectParameters#emissivity}
 * @param reflected in place of {@link ObjectParameters#reflected}
 * @param distance in place of {@link ObjectParameters#distance}
 * @param humidity in place of {@link ObjectParameters#humidity}, 0 to 1
 */
public record ParameterOverrides(
        OptionalDouble emissivity, OptionalDouble reflected, OptionalDouble distance, OptionalDouble humidity) {
    /** Everything as the file states it. */
    public static final ParameterOverrides NONE = new ParameterOverrides(
            OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the parameter and its range
     */
    public ParameterOverrides {
        var unused = new ObjectParameters(
                emissivity.orElse(1), distance.orElse(0), reflected.orElse(0), 0, 0, 1, humidity.orElse(0));
    }

    /** Returns whether nothing is replaced. */
    public boolean isEmpty() {
        return replaced().isEmpty();
    }

    /** Returns the replaced parameters with their values. */
    public Map<String, Double> replaced() {
        Map<String, Double> replaced = new LinkedHashMap<>();
        emissivity.ifPresent(value -> replaced.put("emissivity", value));
        distance.ifPresent(value -> replaced.put("distance", value));
        reflected.ifPresent(value -> replaced.put("reflected", value));
        humidity.ifPresent(value -> replaced.put("humidity", value));
        return replaced;
    }
}
