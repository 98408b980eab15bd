// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import java.util.Arrays;

/**
 * An image of 8-bit gray levels, on which metrics are computed: integers 0 to 255, row by row. Immutable.
 *
 * <p>Samples become levels by {@code floor(255 min(max(x, 0), 1) + 0.5)}; colors become gray by
 * {@code Y = (299 R + 587 G + 114 B + 500) / 1000} in integers, so that three equal channels give that channel.
 */
public final class Gray8Image {
    private static final int RED = 299;
    private static final int GREEN = 587;
    private static final int BLUE = 114;
    private static final int SUM = 1000;
    private static final float MAX = 255f;

    private final int width;
    private final int height;
    private final byte[] levels;

    private Gray8Image(int width, int height, byte[] levels) {
        this.width = width;
        this.height = height;
        this.levels = levels;
    }

    /**
     * Rounds an image to 8 bits and turns it to gray.
     *
     * @throws IllegalArgumentException if a sample is not a finite number, naming its position
     */
    public static Gray8Image of(Image image) {
        if (image instanceof ColorImage color) {
            byte[] red = levels(color.red());
            byte[] green = levels(color.green());
            byte[] blue = levels(color.blue());
            for (int i = 0; i < red.length; i++) {
                int sum = RED * (red[i] & 0xFF) + GREEN * (green[i] & 0xFF) + BLUE * (blue[i] & 0xFF);
                red[i] = (byte) ((sum + SUM / 2) / SUM);
            }
            return new Gray8Image(image.width(), image.height(), red);
        }
        return new Gray8Image(image.width(), image.height(), levels((Plane) image));
    }

    /**
     * Takes levels as they are.
     *
     * @param levels {@code width * height} bytes, read as 0 to 255; copied
     */
    public static Gray8Image of(int width, int height, byte[] levels) {
        if (width < 1 || height < 1 || levels.length != Math.multiplyExact(width, height)) {
            throw new IllegalArgumentException(
                    levels.length + " levels given for an image of " + width + " x " + height + " pixels");
        }
        return new Gray8Image(width, height, levels.clone());
    }

    private static byte[] levels(Plane plane) {
        float[] samples = plane.toArray();
        byte[] levels = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            if (!Float.isFinite(samples[i])) {
                throw new IllegalArgumentException("the sample in column " + i % plane.width() + ", row "
                        + i / plane.width() + " is " + samples[i] + "; metrics need finite numbers");
            }
            levels[i] = (byte) (MAX * Math.min(Math.max(samples[i], 0f), 1f) + 0.5f);
        }
        return levels;
    }

    /** Returns the width in pixels. */
    public int width() {
        return width;
    }

    /** Returns the height in pixels. */
    public int height() {
        return height;
    }

    /** Returns the level of column {@code x} and row {@code y}, 0 to 255. */
    public int at(int x, int y) {
        return levels[y * width + x] & 0xFF;
    }

    /** Returns a copy of the levels, row by row. */
    public byte[] toArray() {
        return levels.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Gray8Image gray
                && width == gray.width
                && height == gray.height
                && Arrays.equals(levels, gray.levels);
    }

    @Override
    public int hashCode() {
        return 31 * width + Arrays.hashCode(levels);
    }

    @Override
    public String toString() {
        return "gray image of " + width + " x " + height;
    }
}
