// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging;

/** Signs that a pair of source images is not what it should be. They lead to a warning, never to an error. */
public final class SourceChecks {
    /** The difference between channels above which a pixel is colored; compression and white balance of a gray scene stay below. */
    private static final float COLORED = 16 / 255f;

    /** Share of colored pixels above which an image counts as a color image. */
    private static final double COLOR_SHARE = 0.01;

    private SourceChecks() {}

    /**
     * Returns whether infrared and visible look swapped: the image given as infrared is in color and the one given as
     * visible is gray. Two gray images never look swapped, because nothing distinguishes them reliably.
     */
    public static boolean looksSwapped(Image infrared, Image visible) {
        return isColored(infrared) && !isColored(visible);
    }

    private static boolean isColored(Image image) {
        if (!(image instanceof ColorImage color)) {
            return false;
        }
        float[] red = color.red().toArray();
        float[] green = color.green().toArray();
        float[] blue = color.blue().toArray();
        int colored = 0;
        for (int i = 0; i < red.length; i++) {
            float max = Math.max(red[i], Math.max(green[i], blue[i]));
            float min = Math.min(red[i], Math.min(green[i], blue[i]));
            if (max - min > COLORED) {
                colored++;
            }
        }
        return colored > COLOR_SHARE * red.length;
    }

    /** Returns whether all pixels are equal, as with a covered lens or a damaged file. */
    public static boolean isConstant(Image image) {
        return image instanceof ColorImage color
                ? isConstant(color.red()) && isConstant(color.green()) && isConstant(color.blue())
                : isConstant(image.luminance());
    }

    private static boolean isConstant(Plane plane) {
        for (float sample : plane.toArray()) {
            if (sample != plane.at(0, 0)) {
                return false;
            }
        }
        return true;
    }
}
