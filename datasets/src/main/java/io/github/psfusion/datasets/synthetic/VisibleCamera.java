// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Plane;

/**
 * Develops the light of a scene into a color image: glare around lamps, exposure, vignette, noise of the sensor, tone curve,
 * 8 bits.
 */
final class VisibleCamera {
    /** Widths of the glare as shares of the image's width, and the share of light that each takes. */
    private static final double[] GLARE_RADII = {0.004, 0.014, 0.05};

    private static final double[] GLARE_SHARES = {0.07, 0.035, 0.022};
    private static final int EXPOSURE_STEPS = 18;
    private static final double DARKEST_EXPOSURE = 0.02;
    private static final double BRIGHTEST_EXPOSURE = 60;
    /** Noise in units of white: read-out, and its square per unit of light, by day; nights multiply both. */
    private static final double READ_NOISE = 0.0006;

    private static final double SHOT_NOISE = 0.00012;
    private static final double NIGHT_GAIN = 2.2;
    private static final int LARGEST_LEVEL = 255;

    private final Conditions conditions;
    private final double noise;
    private final ToneCurve tone = new ToneCurve();

    /** @param noise factor on the noise of the sensor, 0 for none */
    VisibleCamera(Conditions conditions, double noise) {
        this.conditions = conditions;
        this.noise = noise;
    }

    ColorImage develop(Exposure exposure, Chance chance) {
        int width = exposure.width;
        int height = exposure.height;
        float[][] light = new float[3][];
        double[] balance = {conditions.cast.red(), conditions.cast.green(), conditions.cast.blue()};
        for (int channel = 0; channel < 3; channel++) {
            light[channel] = withGlare(exposure.light[channel], width, height);
            for (int i = 0; i < light[channel].length; i++) {
                light[channel][i] *= (float) (balance[channel] * vignette(i % width, i / width, width, height));
            }
        }
        double gain = metered(light);
        double sensitivity = noise * (conditions.night ? NIGHT_GAIN : 1);
        Plane[] planes = new Plane[3];
        for (int channel = 0; channel < 3; channel++) {
            long stream = chance.bits();
            float[] samples = new float[width * height];
            for (int i = 0; i < samples.length; i++) {
                double value = light[channel][i] * gain;
                double deviation = sensitivity * Math.sqrt(READ_NOISE * READ_NOISE + SHOT_NOISE * Math.min(value, 1));
                double noisy = value + deviation * Noise.sensor(stream, i);
                samples[i] = (float) Math.floor(tone.display(noisy) * LARGEST_LEVEL + 0.5) / LARGEST_LEVEL;
            }
            planes[channel] = Plane.wrap(width, height, samples);
        }
        return new ColorImage(planes[0], planes[1], planes[2]);
    }

    /** Spreads part of the light, as dust and reflections in a lens do; only lamps are bright enough for it to show. */
    private static float[] withGlare(float[] light, int width, int height) {
        float[] result = Blur.slight(light, width, height, 0.08f);
        for (int i = 0; i < GLARE_RADII.length; i++) {
            int radius = Math.max(1, (int) (GLARE_RADII[i] * width));
            float[] spread = Blur.wide(light, width, height, radius);
            float share = (float) GLARE_SHARES[i];
            for (int j = 0; j < result.length; j++) {
                result[j] += share * (spread[j] - light[j]);
            }
        }
        return result;
    }

    private static double vignette(int x, int y, int width, int height) {
        double u = (x + 0.5) / width - 0.5;
        double v = (y + 0.5) / height - 0.5;
        return 1 - 0.45 * (u * u + v * v);
    }

    /** Returns the gain at which the mean of the image is the gray level aimed at, found by bisection on part of the pixels. */
    private double metered(float[][] light) {
        double low = DARKEST_EXPOSURE;
        double high = BRIGHTEST_EXPOSURE;
        for (int step = 0; step < EXPOSURE_STEPS; step++) {
            double middle = Math.sqrt(low * high);
            if (meanGray(light, middle) < conditions.meanGray) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.sqrt(low * high);
    }

    private double meanGray(float[][] light, double gain) {
        int stride = Math.max(1, light[0].length / 8192 | 1);
        double sum = 0;
        int count = 0;
        for (int i = 0; i < light[0].length; i += stride) {
            sum += 0.299 * tone.display(light[0][i] * gain)
                    + 0.587 * tone.display(light[1][i] * gain)
                    + 0.114 * tone.display(light[2][i] * gain);
            count++;
        }
        return sum / count;
    }
}
