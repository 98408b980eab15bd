// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import io.github.psfusion.imaging.Plane;
import java.util.Arrays;

/**
 * Develops the temperatures of a scene into an infrared image, hot is white: blur of the lens, automatic range, noise and
 * banding of an uncooled sensor, 8 bits.
 */
final class InfraredCamera {
    /** Where bare skin lies in the range, unless something large is warmer. */
    private static final double SKIN_LEVEL = 0.86;

    private static final double SKIN_TEMPERATURE = 31;
    /** Degrees that the range spans at least: an image of even warmth stays dark instead of showing noise alone. */
    private static final double NARROWEST_RANGE = 9;
    /** Share of pixels that may lie below black, sky included. */
    private static final double DARK_SHARE = 0.12;

    private static final double NOISE = 0.006;
    private static final double BANDING = 0.003;
    private static final int LARGEST_LEVEL = 255;

    private final double noise;

    /** @param noise factor on noise and banding, 0 for none */
    InfraredCamera(double noise) {
        this.noise = noise;
    }

    Plane develop(Exposure exposure, Chance chance) {
        int width = exposure.width;
        int height = exposure.height;
        float[] temperature = Blur.slight(exposure.temperature, width, height, 0.2f);
        temperature = Blur.slight(temperature, width, height, 0.12f);
        double[] range = range(temperature, chance);
        double strength = noise * chance.between(0.7, 1.6);
        long pixels = chance.bits();
        long rows = chance.bits();
        long columns = chance.bits();
        float[] samples = new float[width * height];
        for (int i = 0; i < samples.length; i++) {
            double level = (temperature[i] - range[0]) / (range[1] - range[0]) * SKIN_LEVEL;
            level = shouldered(level);
            level += strength * NOISE * Noise.sensor(pixels, i);
            level += strength * BANDING * (Noise.sensor(rows, i / width) + 0.6 * Noise.sensor(columns, i % width));
            level = Math.min(Math.max(level, 0), 1);
            samples[i] = (float) Math.floor(level * LARGEST_LEVEL + 0.5) / LARGEST_LEVEL;
        }
        return Plane.wrap(width, height, samples);
    }

    /** Returns the temperatures shown black and at {@link #SKIN_LEVEL}. */
    private static double[] range(float[] temperature, Chance chance) {
        float[] sorted = temperature.clone();
        Arrays.sort(sorted);
        double dark = sorted[(int) (sorted.length * DARK_SHARE)];
        double middle = sorted[sorted.length / 2];
        double hot = sorted[(int) (sorted.length * 0.997)];
        double top = Math.max(Math.max(SKIN_TEMPERATURE, hot), middle + NARROWEST_RANGE);
        // The middle of the image lies low in the range, as in published images, if need be at the shade's cost.
        double span = top - middle;
        double black = Math.min(
                Math.max(dark, middle - chance.between(0.2, 0.4) * span), middle - chance.between(0.06, 0.16) * span);
        return new double[] {black, top};
    }

    /** Compresses what is hotter than skin, so that engines and exhausts keep some structure below white. */
    private static double shouldered(double level) {
        return level <= SKIN_LEVEL
                ? level
                : 1 - (1 - SKIN_LEVEL) * StrictMath.exp((SKIN_LEVEL - level) / (1 - SKIN_LEVEL) / 3);
    }
}
