// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.color;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Plane;

/**
 * Joins a fused image of 8 bits with the color of the visible image by OpenCV's integer formulas: the visible image becomes YCrCb of 8
 * bits, its Y is replaced, and the result becomes RGB of 8 bits again.
 *
 * <pre>
 * Cr = clip(((R - Y) 11682 + (128 &lt;&lt; 14) + 8192) &gt;&gt; 14), likewise Cb = of B - Y with 9241
 * R = clip(F + ((22987 c + 8192) &gt;&gt; 14)), c = Cr - 128, b = Cb - 128
 * G = clip(F + ((-11698 c - 5636 b + 8192) &gt;&gt; 14))
 * B = clip(F + ((29049 b + 8192) &gt;&gt; 14))
 * </pre>
 */
public final class OpenCvColor {
    private static final int SHIFT = 14;
    private static final int HALF = 1 << (SHIFT - 1);
    private static final int NEUTRAL = 128;
    private static final int CR_SCALE = 11682;
    private static final int CB_SCALE = 9241;
    private static final int RED_OF_CR = 22987;
    private static final int GREEN_OF_CR = -11698;
    private static final int GREEN_OF_CB = -5636;
    private static final int BLUE_OF_CB = 29049;

    private OpenCvColor() {}

    /**
     * Returns the color image, its samples at levels of 8 bits.
     *
     * @param fused samples at levels of 8 bits
     * @param colors the visible image of the same size; color of more than 8 bits is rounded to 8 bits first
     * @throws IllegalArgumentException if the sizes differ
     */
    public static ColorImage recompose(Plane fused, ColorImage colors) {
        int width = fused.width();
        int height = fused.height();
        if (colors.width() != width || colors.height() != height) {
            throw new IllegalArgumentException(
                    "luminance and color of different sizes: " + fused + ", " + colors.red());
        }
        float[] red = colors.red().toArray();
        float[] green = colors.green().toArray();
        float[] blue = colors.blue().toArray();
        float[] luminance = fused.toArray();
        for (int i = 0; i < red.length; i++) {
            int r = EightBit.nearest(red[i]);
            int b = EightBit.nearest(blue[i]);
            int y = GrayConversion.OPENCV_LUMA.level(r, EightBit.nearest(green[i]), b);
            int cr = chroma(r - y, CR_SCALE) - NEUTRAL;
            int cb = chroma(b - y, CB_SCALE) - NEUTRAL;
            int level = EightBit.nearest(luminance[i]);
            red[i] = EightBit.sample(level + scaled(RED_OF_CR * cr));
            green[i] = EightBit.sample(level + scaled(GREEN_OF_CR * cr + GREEN_OF_CB * cb));
            blue[i] = EightBit.sample(level + scaled(BLUE_OF_CB * cb));
        }
        return new ColorImage(
                Plane.wrap(width, height, red), Plane.wrap(width, height, green), Plane.wrap(width, height, blue));
    }

    private static int chroma(int difference, int scale) {
        return Math.min(Math.max(scaled(difference * scale + (NEUTRAL << SHIFT)), 0), EightBit.MAX);
    }

    private static int scaled(int product) {
        return (product + HALF) >> SHIFT;
    }
}
