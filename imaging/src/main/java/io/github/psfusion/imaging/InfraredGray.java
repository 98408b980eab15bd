// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging;

/**
 * The infrared image as one plane: infrared files often hold three equal channels.
 *
 * <p>On levels, {@code L = (19595 R + 38470 G + 7471 B + 32768) >> 16}: the weights 0.299, 0.587, 0.114 in fixed point, as
 * Pillow, with which the authors read their images, computes it. Three equal channels give that channel.
 */
public final class InfraredGray {
    private static final long RED_WEIGHT = 19595;
    private static final long GREEN_WEIGHT = 38470;
    private static final long BLUE_WEIGHT = 7471;
    private static final long HALF = 32768;
    private static final int SHIFT = 16;

    private InfraredGray() {}

    /**
     * Returns the gray of an image; a plane returns itself.
     *
     * @param depth depth of the levels that the weights are applied to
     */
    public static Plane of(Image image, BitDepth depth) {
        if (!(image instanceof ColorImage color)) {
            return image.luminance();
        }
        float max = depth.max();
        float[] red = color.red().toArray();
        float[] green = color.green().toArray();
        float[] blue = color.blue().toArray();
        for (int i = 0; i < red.length; i++) {
            long sum = RED_WEIGHT * Math.round(red[i] * max)
                    + GREEN_WEIGHT * Math.round(green[i] * max)
                    + BLUE_WEIGHT * Math.round(blue[i] * max);
            red[i] = ((sum + HALF) >> SHIFT) / max;
        }
        return Plane.wrap(image.width(), image.height(), red);
    }
}
