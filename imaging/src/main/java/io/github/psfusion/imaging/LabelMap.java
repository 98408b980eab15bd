// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging;

import java.util.Arrays;

/** The class of each pixel, 0 to 254, or {@link #IGNORED}; row by row. Immutable. */
public final class LabelMap {
    /** The value of pixels that take no part in training and scores. */
    public static final int IGNORED = 255;

    private final int width;
    private final int height;
    private final byte[] classes;

    private LabelMap(int width, int height, byte[] classes) {
        if (width < 1 || height < 1 || classes.length != Math.multiplyExact(width, height)) {
            throw new IllegalArgumentException(
                    classes.length + " classes given for a map of " + width + " x " + height + " pixels");
        }
        this.width = width;
        this.height = height;
        this.classes = classes;
    }

    /**
     * Makes a map of these classes, row by row.
     *
     * @param classes {@code width * height} bytes, read as 0 to 255; copied
     */
    public static LabelMap of(int width, int height, byte[] classes) {
        return new LabelMap(width, height, classes.clone());
    }

    /** Returns the width in pixels. */
    public int width() {
        return width;
    }

    /** Returns the height in pixels. */
    public int height() {
        return height;
    }

    /** Returns the class of column {@code x} and row {@code y}, 0 to 255. */
    public int at(int x, int y) {
        return classes[y * width + x] & 0xFF;
    }

    /** Returns a copy of the classes, row by row. */
    public byte[] toArray() {
        return classes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelMap map
                && width == map.width
                && height == map.height
                && Arrays.equals(classes, map.classes);
    }

    @Override
    public int hashCode() {
        return 31 * width + Arrays.hashCode(classes);
    }

    @Override
    public String toString() {
        return "label map of " + width + " x " + height;
    }
}
