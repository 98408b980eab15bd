// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging;

/** Signs that a pair of source pictures is not what it should be. They are grounds for a warning, never for a refusal. */
public final class SourceChecks {
    /** A difference between channels that compression and white balance do not explain in a grey scene. */
    private static final float COLOURED = 16 / 255f;

    /** Share of coloured pixels above which a picture counts as one in colour. */
    private static final double COLOUR_SHARE = 0.01;

    private SourceChecks() {}

    /**
     * Returns whether infrared and visible look exchanged: the picture given as infrared is in colour and the one given as
     * visible is grey. Two grey pictures never look exchanged, since nothing tells them apart reliably.
     */
    public static boolean looksExchanged(Image infrared, Image visible) {
        return isInColour(infrared) && !isInColour(visible);
    }

    private static boolean isInColour(Image image) {
        if (!(image instanceof ColourImage colour)) {
            return false;
        }
        float[] red = colour.red().toArray();
        float[] green = colour.green().toArray();
        float[] blue = colour.blue().toArray();
        int coloured = 0;
        for (int i = 0; i < red.length; i++) {
            float most = Math.max(red[i], Math.max(green[i], blue[i]));
            float least = Math.min(red[i], Math.min(green[i], blue[i]));
            if (most - least > COLOURED) {
                coloured++;
            }
        }
        return coloured > COLOUR_SHARE * red.length;
    }

    /** Returns whether all pixels are equal: a covered lens, or a file that went wrong. */
    public static boolean isConstant(Image image) {
        return image instanceof ColourImage colour
                ? isConstant(colour.red()) && isConstant(colour.green()) && isConstant(colour.blue())
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
