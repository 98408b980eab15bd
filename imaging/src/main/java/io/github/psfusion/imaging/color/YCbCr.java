// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.color;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;

/**
 * The color transform of the published program, full range, samples in [0, 1]:
 *
 * <pre>
 * Y  = 0.299 R + 0.587 G + 0.114 B
 * Cr = 0.713 (R - Y) + 0.5
 * Cb = 0.564 (B - Y) + 0.5
 * </pre>
 *
 * all three clipped to [0, 1], Cr and Cb computed from the unclipped Y; the way back is {@link ColorRecomposition}. The
 * rounded constants do not form an exact inverse pair; a shift of a fraction of a level is part of the published method.
 *
 * <p>Source: {@code RGB2YCrCb} in the authors' code; constants of ITU-R BT.601, rounded. Computed in float, in the order
 * written, as the authors do.
 */
public final class YCbCr {
    private static final float RED_WEIGHT = 0.299f;
    private static final float GREEN_WEIGHT = 0.587f;
    private static final float BLUE_WEIGHT = 0.114f;
    private static final float CR_SCALE = 0.713f;
    private static final float CB_SCALE = 0.564f;
    static final float NEUTRAL = 0.5f;

    private YCbCr() {}

    /**
     * The color of an image without its luminance; both planes have the image's size, are in [0, 1] and 0.5 where it is
     * gray.
     */
    public record Chroma(Plane cr, Plane cb) {
        /** Checks that the sizes agree. */
        public Chroma {
            if (cr.width() != cb.width() || cr.height() != cb.height()) {
                throw new IllegalArgumentException("planes of different sizes: " + cr + ", " + cb);
            }
        }
    }

    /** Returns Y, clipped to [0, 1]; a plane returns itself. */
    public static Plane luminance(Image image) {
        return image.luminance();
    }

    /** Returns Cr and Cb, clipped to [0, 1]. */
    public static Chroma chroma(ColorImage image) {
        float[] red = image.red().toArray();
        float[] green = image.green().toArray();
        float[] blue = image.blue().toArray();
        for (int i = 0; i < red.length; i++) {
            float y = RED_WEIGHT * red[i] + GREEN_WEIGHT * green[i] + BLUE_WEIGHT * blue[i];
            red[i] = clipped(CR_SCALE * (red[i] - y) + NEUTRAL);
            blue[i] = clipped(CB_SCALE * (blue[i] - y) + NEUTRAL);
        }
        return new Chroma(
                Plane.wrap(image.width(), image.height(), red), Plane.wrap(image.width(), image.height(), blue));
    }

    static float clipped(float value) {
        return Math.min(Math.max(value, 0f), 1f);
    }
}
