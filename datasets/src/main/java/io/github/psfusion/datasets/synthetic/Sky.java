// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/** What is seen, and mirrored, where no surface is. */
final class Sky {
    private final Conditions conditions;

    Sky(Conditions conditions) {
        this.conditions = conditions;
    }

    /** Returns the radiance in a unit direction; below the horizon that of the hazy distance. */
    Color radiance(double x, double y, double z) {
        double up = Math.max(y, 0);
        double climb = 1 - Decay.of(up * 3.2);
        Color clear = conditions.horizon.mixed(conditions.zenith, climb);
        double cloud = cloud(x, up, z);
        Color bright = conditions.night
                ? conditions.horizon.times(0.7)
                : Color.gray(1.35).mixed(Color.gray(0.75), smoothStep(0.55, 1, cloud) * conditions.cloudiness);
        Color sky = clear.mixed(bright, cloud);
        if (!conditions.night) {
            double towardsSun = Math.max(0, x * conditions.sun.x() + y * conditions.sun.y() + z * conditions.sun.z());
            double square = towardsSun * towardsSun;
            double glow = square * square * square * square;
            double ring = glow * glow * glow; // power 24
            ring *= ring;
            ring *= ring;
            double disc = ring * ring; // power 192
            double veil = (0.35 * glow + 4 * disc) * (1 - cloud * 0.9);
            sky = sky.mixed(conditions.sunlight.times(1.4), Math.min(veil, 0.9));
        }
        return sky;
    }

    /** Returns the cover of clouds in a direction, 0 to 1. */
    double cloud(double x, double up, double z) {
        double plane = 1 / (up + 0.12);
        double field = Noise.fractal(x * plane * 1.1 + conditions.cloudOffset, z * plane * 1.1, 5);
        double threshold = 0.72 - 0.62 * conditions.cloudiness;
        return smoothStep(threshold, threshold + 0.28, field) * Math.min(1, 0.25 + up * 5);
    }

    /** Returns the radiance without clouds' outlines, as rough surfaces mirror it. */
    Color blurred(double y) {
        Color clear = conditions.horizon.mixed(conditions.zenith, 1 - Decay.of(Math.max(y, 0) * 3.2));
        return conditions.night ? clear : clear.mixed(Color.gray(1), conditions.cloudiness * 0.7);
    }

    /** Returns the apparent temperature in degrees Celsius: coldest overhead, near that of the air at the horizon. */
    double temperature(double x, double y, double z) {
        double up = Math.max(y, 0);
        return cloudTemperature(up, cloud(x, up, z));
    }

    /** Returns the apparent temperature without clouds' outlines. */
    double blurredTemperature(double y) {
        return cloudTemperature(Math.max(y, 0), conditions.cloudiness);
    }

    private double cloudTemperature(double up, double cloud) {
        double air = conditions.airTemperature;
        double clear = air + (conditions.skyTemperature - air) * (1 - Decay.of(up * 6 + 0.25));
        return clear + (air - 5 - clear) * 0.6 * cloud;
    }

    private static double smoothStep(double low, double high, double value) {
        double t = Math.min(Math.max((value - low) / (high - low), 0), 1);
        return t * t * (3 - 2 * t);
    }
}
