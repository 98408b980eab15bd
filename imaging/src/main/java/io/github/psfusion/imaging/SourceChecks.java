// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging;

/** Signs that a pair of source images is not what it should be. They are grounds for a warning, never for a refusal. */
public final class SourceChecks {
    /** A difference between channels that compression and white balance do not explain in a gray scene. */
    private static final float COLORED = 16 / 255f;

    /** Share of colored pixels above which an image counts as one in color. */
    private static final double COLOR_SHARE = 0.01;

    private SourceChecks() {}

    /**
     * Returns whether infrared and visible look exchanged: the image given as infrared is in color and the one given as
     * visible is gray. Two gray images never look exchanged, since nothing tells them apart reliably.
     */
    public static boolean looksExchanged(Image infrared, Image visible) {
        return isInColor(infrared) && !isInColor(visible);
    }

    private static boolean isInColor(Image image) {
        if (!(image instanceof ColorImage color)) {
            return false;
        }
        float[] red = color.red().toArray();
        float[] green = color.green().toArray();
        float[] blue = color.blue().toArray();
        int colored = 0;
        for (int i = 0; i < red.length; i++) {
            float most = Math.max(red[i], Math.max(green[i], blue[i]));
            float least = Math.min(red[i], Math.min(green[i], blue[i]));
            if (most - least > COLORED) {
                colored++;
            }
        }
        return colored > COLOR_SHARE * red.length;
    }

    /** Returns whether all pixels are equal: a covered lens, or a file that went wrong. */
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
