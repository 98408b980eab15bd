// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/** Hour, weather and temperatures of a scene, drawn once. */
final class Conditions {
    final boolean night;
    /** Unit direction to the sun. */
    final Vec sun;

    final Color sunlight;
    /** Light of the whole sky on an open, level surface. */
    final Color ambient;

    final Color zenith;
    final Color horizon;
    /** 0 clear to 1 overcast. */
    final double cloudiness;
    /** Where clouds are. */
    final double cloudOffset;
    /** Distance in meters at which haze has taken {@code 1 - 1/e} of the contrast. */
    final double visibility;
    /** 0 dry to 1 wet. */
    final double wetness;
    /** In degrees Celsius. */
    final double airTemperature;
    /** Apparent temperature of the sky overhead, in degrees Celsius. */
    final double skyTemperature;
    /** Mean gray level in [0, 1] at which the visible camera aims. */
    final double meanGray;
    /** Color cast of the visible camera's white balance. */
    final Color cast;

    Conditions(Chance chance, boolean night) {
        this.night = night;
        double weather = chance.unit();
        boolean overcast = weather > 0.57;
        boolean hazy = weather > 0.5 && weather < 0.62;
        boolean low = chance.happens(0.35);
        double height = low ? chance.between(0.18, 0.35) : chance.between(0.45, 1.05);
        double bearing = chance.between(-2.6, 2.6);
        double level = StrictMath.cos(height);
        sun = new Vec(level * StrictMath.sin(bearing), StrictMath.sin(height), level * StrictMath.cos(bearing));
        cloudiness = overcast ? chance.between(0.75, 1) : chance.between(0.05, 0.55);
        cloudOffset = chance.between(0, 500);
        wetness = chance.happens(night ? 0.4 : 0.12) && overcast ? chance.between(0.4, 1) : 0;
        visibility = hazy ? chance.between(130, 280) : chance.between(350, 1400);
        cast = new Color(chance.between(0.93, 1.06), 1, chance.between(0.9, 1.05));
        if (night) {
            double glow = chance.between(0.3, 1);
            sunlight = Color.BLACK;
            ambient = new Color(0.010, 0.012, 0.014).times(chance.between(0.5, 1.6));
            zenith = new Color(0.0012, 0.0016, 0.003).times(glow);
            horizon = new Color(0.010, 0.009, 0.009).times(glow);
            airTemperature = chance.between(2, 19);
            skyTemperature = airTemperature - (overcast ? chance.between(4, 9) : chance.between(16, 28));
            meanGray = chance.between(17, 46) / 255;
        } else {
            double direct = overcast ? (1 - cloudiness) * 1.2 : hazy ? 1.3 : 2.6;
            Color warm = new Color(1.25, 0.95, 0.62).mixed(new Color(1.06, 1, 0.92), low ? 0.35 : 1);
            sunlight = warm.times(direct);
            ambient = new Color(0.62, 0.72, 0.9)
                    .mixed(Color.gray(0.8), cloudiness)
                    .times(overcast ? 1 : 0.62);
            zenith = new Color(0.30, 0.52, 1.0).mixed(Color.gray(0.95), cloudiness * 0.8);
            horizon = new Color(0.85, 0.95, 1.1).mixed(warm, low ? 0.35 : 0.1).times(1.15);
            airTemperature = chance.between(6, 27);
            skyTemperature = airTemperature - (overcast ? chance.between(4, 9) : chance.between(14, 26));
            meanGray = (overcast ? chance.between(72, 112) : chance.between(80, 124)) / 255;
        }
    }

    /** Returns how strongly the sun heats, 0 to 1. */
    double sunStrength() {
        return Math.min(1, sunlight.green() / 2.6);
    }
}
