// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.color;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Plane;

/**
 * Joins a fused luminance F with the color of the visible image:
 *
 * <pre>
 * R = F + 1.403 (Cr - 0.5)
 * G = F - 0.714 (Cr - 0.5) - 0.344 (Cb - 0.5)
 * B = F + 1.773 (Cb - 0.5)
 * </pre>
 *
 * clipped to [0, 1]. Source: {@code YCrCb2RGB} in the authors' code; see {@link YCbCr}.
 */
public final class ColorRecomposition {
    private static final float RED_OF_CR = 1.403f;
    private static final float GREEN_OF_CR = -0.714f;
    private static final float GREEN_OF_CB = -0.344f;
    private static final float BLUE_OF_CB = 1.773f;

    private ColorRecomposition() {}

    /**
     * Returns the color image.
     *
     * @param fusedLuminance the fused image
     * @param chroma color of the visible image, of the same size
     * @throws IllegalArgumentException if the sizes differ
     */
    public static ColorImage recompose(Plane fusedLuminance, YCbCr.Chroma chroma) {
        int width = fusedLuminance.width();
        int height = fusedLuminance.height();
        if (chroma.cr().width() != width || chroma.cr().height() != height) {
            throw new IllegalArgumentException(
                    "luminance and color of different sizes: " + fusedLuminance + ", " + chroma.cr());
        }
        float[] red = fusedLuminance.toArray();
        float[] green = new float[red.length];
        float[] blue = new float[red.length];
        float[] cr = chroma.cr().toArray();
        float[] cb = chroma.cb().toArray();
        for (int i = 0; i < red.length; i++) {
            float fused = red[i];
            float r = cr[i] - YCbCr.NEUTRAL;
            float b = cb[i] - YCbCr.NEUTRAL;
            red[i] = YCbCr.clipped(fused + RED_OF_CR * r);
            green[i] = YCbCr.clipped(fused + GREEN_OF_CR * r + GREEN_OF_CB * b);
            blue[i] = YCbCr.clipped(fused + BLUE_OF_CB * b);
        }
        return new ColorImage(
                Plane.wrap(width, height, red), Plane.wrap(width, height, green), Plane.wrap(width, height, blue));
    }
}
