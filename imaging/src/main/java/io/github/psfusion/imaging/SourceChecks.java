// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging;

import java.util.OptionalDouble;

/** Signs that a pair of source images is not what it should be. They lead to a warning, never to an error. */
public final class SourceChecks {
    /** The difference between channels above which a pixel is colored; compression and white balance of a gray scene stay below. */
    private static final float COLORED = 16 / 255f;

    /** Share of colored pixels above which an image counts as a color image. */
    private static final double COLOR_SHARE = 0.01;

    /** The difference between channels of an overlay or of marked temperatures. */
    private static final float STRONGLY_COLORED = 64 / 255f;

    /** Share of strongly colored pixels above which an image counts as marked in parts. */
    private static final double PART_SHARE = 0.001;

    /** Share of the levels above which images use their depth. */
    private static final double USED_SHARE = 0.25;

    /** As above, for 8 bits: images at night are dark. */
    private static final double USED_SHARE_8_BITS = 0.125;

    private SourceChecks() {}

    /**
     * Returns whether infrared and visible look swapped: the image given as infrared is in color and the one given as
     * visible is gray. Two gray images never look swapped, because nothing distinguishes them reliably.
     */
    public static boolean looksSwapped(Image infrared, Image visible) {
        return isColored(infrared) && !isColored(visible);
    }

    /**
     * Returns whether an image is in color; three slightly unequal channels of a gray image are not. An infrared image in
     * color is a false-color image, whose brightness is not heat: most palettes are dark for some high temperatures.
     */
    public static boolean isColored(Image image) {
        return share(image, COLORED) > COLOR_SHARE;
    }

    /** Returns whether small parts of a gray image are in strong color: an overlay, or marked temperatures. */
    public static boolean isColoredInParts(Image image) {
        return !isColored(image) && share(image, STRONGLY_COLORED) > PART_SHARE;
    }

    /** Returns the share of pixels whose channels differ by more than this. */
    private static double share(Image image, float difference) {
        if (!(image instanceof ColorImage color)) {
            return 0;
        }
        float[] red = color.red().toArray();
        float[] green = color.green().toArray();
        float[] blue = color.blue().toArray();
        int colored = 0;
        for (int i = 0; i < red.length; i++) {
            float max = Math.max(red[i], Math.max(green[i], blue[i]));
            float min = Math.min(red[i], Math.min(green[i], blue[i]));
            if (max - min > difference) {
                colored++;
            }
        }
        return (double) colored / red.length;
    }

    /**
     * Returns the share of the levels that an image uses, up to its highest one, where it is small: then the levels were
     * not spread over the depth, as where 12 bits are stored in 16.
     *
     * @return empty if the image uses its depth; 0 to 1 otherwise
     */
    public static OptionalDouble smallShareOfLevels(Image image, BitDepth depth) {
        float max = 0;
        if (image instanceof ColorImage color) {
            max = Math.max(max(color.red()), Math.max(max(color.green()), max(color.blue())));
        } else {
            max = max(image.luminance());
        }
        double used = depth == BitDepth.BITS_8 ? USED_SHARE_8_BITS : USED_SHARE;
        return max < used ? OptionalDouble.of(max) : OptionalDouble.empty();
    }

    /** Returns the difference of the highest and the lowest luminance. */
    public static double range(Image image) {
        float min = Float.POSITIVE_INFINITY;
        for (float sample : image.luminance().toArray()) {
            min = Math.min(min, sample);
        }
        return max(image.luminance()) - min;
    }

    private static float max(Plane plane) {
        float max = 0;
        for (float sample : plane.toArray()) {
            max = Math.max(max, sample);
        }
        return max;
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
