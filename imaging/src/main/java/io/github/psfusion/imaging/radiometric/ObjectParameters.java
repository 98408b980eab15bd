// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.radiometric;

/**
 * What a measurement depends on besides the camera. Files hold what was set in the camera's menu, which is often not so.
 *
 * @param emissivity of the object's surface, above 0, at most 1
 * @param distance of the object in meters
 * @param reflected apparent temperature of what the object reflects, in degrees Celsius
 * @param air temperature of the air in degrees Celsius
 * @param window temperature of an infrared window before the lens in degrees Celsius
 * @param windowTransmission transmission of that window, above 0, at most 1; 1 without a window
 * @param humidity relative humidity of the air, 0 to 1
 */
public record ObjectParameters(
        double emissivity,
        double distance,
        double reflected,
        double air,
        double window,
        double windowTransmission,
        double humidity) {
    /** Absolute zero in degrees Celsius. */
    static final double ABSOLUTE_ZERO = -273.15;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the parameter and its range
     */
    public ObjectParameters {
        require(emissivity > 0 && emissivity <= 1, "emissivity", emissivity, "above 0 and at most 1");
        require(distance >= 0 && distance < Double.POSITIVE_INFINITY, "distance", distance, "0 or more meters");
        requireTemperature("reflected temperature", reflected);
        requireTemperature("temperature of the air", air);
        requireTemperature("temperature of the window", window);
        require(
                windowTransmission > 0 && windowTransmission <= 1,
                "transmission of the window",
                windowTransmission,
                "above 0 and at most 1");
        require(humidity >= 0 && humidity <= 1, "relative humidity", humidity, "0 to 1");
    }

    private static void requireTemperature(String name, double celsius) {
        require(celsius > ABSOLUTE_ZERO && celsius < 10_000, name, celsius, "in degrees Celsius above -273.15");
    }

    private static void require(boolean fits, String name, double value, String range) {
        if (!fits) {
            throw new IllegalArgumentException("the " + name + " " + value + " is not " + range);
        }
    }
}
