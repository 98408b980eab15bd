// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/**
 * From linear light to display values, as a camera's image style does it: more contrast than the scene has,
 * {@code c = x^1.3}, a shoulder that lets lamps and skies run into white, {@code s = 1 - exp(-c)}, and the transfer curve of sRGB
 * (IEC 61966-2-1).
 *
 * <p>Tabulated, because it is evaluated for every sample of an image.
 */
final class ToneCurve {
    private static final int STEPS = 4096;
    /** Light above which the shoulder is white to much less than a gray level. */
    private static final double WHITE = 8;
    /** Exponent over linear light; deepens shades and colors. */
    private static final double CONTRAST = 1.3;

    private final float[] table = new float[STEPS + 2];

    ToneCurve() {
        for (int i = 0; i < table.length; i++) {
            // The square spaces the entries closely where the curve is steep, near black.
            double root = (double) i / STEPS;
            table[i] = (float) encoded(1 - StrictMath.exp(-StrictMath.pow(root * root * WHITE, CONTRAST)));
        }
    }

    /** Returns the display value in [0, 1] of linear light; negative light (noise below black) gives 0. */
    float display(double light) {
        double position = Math.sqrt(Math.min(Math.max(light, 0), WHITE) / WHITE) * STEPS;
        int entry = (int) position;
        float share = (float) (position - entry);
        return table[entry] + (table[entry + 1] - table[entry]) * share;
    }

    private static double encoded(double linear) {
        return linear <= 0.0031308 ? 12.92 * linear : 1.055 * StrictMath.pow(linear, 1 / 2.4) - 0.055;
    }

    /** Returns the linear light of a display value in [0, 1], without the shoulder. */
    static double linear(double display) {
        return display <= 0.04045 ? display / 12.92 : StrictMath.pow((display + 0.055) / 1.055, 2.4);
    }
}
