// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/**
 * What may be chosen about drawn scenes; immutable.
 *
 * @param width width of the images in pixels, 16 to 2048
 * @param height height in pixels, 16 to 2048
 * @param hours hours of the scenes
 * @param noise factor on the noise of both cameras, 0 (none) to 10
 * @param traffic factor on the number of people and vehicles, 0 to 4; what a scene features is there even at 0
 */
public record SceneSettings(int width, int height, Hours hours, double noise, double traffic) {
    private static final int SMALLEST_SIDE = 16;
    private static final int LARGEST_SIDE = 2048;
    private static final int LARGEST_NOISE = 10;
    private static final int LARGEST_TRAFFIC = 4;

    /** The hours at which scenes are seen. */
    public enum Hours {
        /** Scenes of even index (0, 2, ...) by day, the others at night. */
        ALTERNATING,
        /** All scenes by day. */
        DAY,
        /** All scenes at night. */
        NIGHT
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the value and its range
     */
    public SceneSettings {
        checkSide("width", width);
        checkSide("height", height);
        checkFactor("noise", noise, LARGEST_NOISE);
        checkFactor("traffic", traffic, LARGEST_TRAFFIC);
    }

    /** Returns 640 x 480 pixels, as MSRS has them, day and night in turn. */
    public static SceneSettings defaults() {
        return new SceneSettings(640, 480, Hours.ALTERNATING, 1, 1);
    }

    /** Returns these settings with another size in pixels. */
    public SceneSettings withSize(int newWidth, int newHeight) {
        return new SceneSettings(newWidth, newHeight, hours, noise, traffic);
    }

    /** Returns these settings with other hours. */
    public SceneSettings withHours(Hours newHours) {
        return new SceneSettings(width, height, newHours, noise, traffic);
    }

    /** Returns these settings with another factor on the noise. */
    public SceneSettings withNoise(double newNoise) {
        return new SceneSettings(width, height, hours, newNoise, traffic);
    }

    /** Returns these settings with another factor on people and vehicles. */
    public SceneSettings withTraffic(double newTraffic) {
        return new SceneSettings(width, height, hours, noise, newTraffic);
    }

    boolean isNight(int index) {
        return hours == Hours.NIGHT || (hours == Hours.ALTERNATING && index % 2 == 1);
    }

    private static void checkSide(String name, int pixels) {
        if (pixels < SMALLEST_SIDE || pixels > LARGEST_SIDE) {
            throw new IllegalArgumentException("illegal " + name + " " + pixels + " of a scene, must be between "
                    + SMALLEST_SIDE + " and " + LARGEST_SIDE);
        }
    }

    private static void checkFactor(String name, double factor, int largest) {
        if (!(factor >= 0 && factor <= largest)) { // in this form it refuses NaN too
            throw new IllegalArgumentException(
                    "illegal factor " + factor + " on " + name + " of a scene, must be between 0 and " + largest);
        }
    }
}
