// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.radiometric;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The raw values of a thermal sensor, 0 to 65535 without a unit.
 *
 * @param width in pixels
 * @param height in pixels
 * @param values {@code width * height} values, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Counts(int width, int height, char[] values) {
    /**
     * Reads values of two bytes each. Cameras differ in their byte order, also within PNG files, whose order is fixed: the one
     * with the smaller mean difference of horizontal neighbors is taken. A stored median of the values does not decide it.
     *
     * @param usual the order if both differences are equal
     * @throws IOException if there are too few bytes
     */
    static Counts of(int width, int height, byte[] bytes, ByteOrder usual) throws IOException {
        if (width < 1 || height < 1 || (long) width * height > bytes.length / 2) {
            throw new IOException("its thermal data states " + width + " x " + height + " pixels, but has "
                    + bytes.length + " bytes");
        }
        Counts counts = read(width, height, bytes, usual);
        ByteOrder swapped = usual == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        Counts others = read(width, height, bytes, swapped);
        return others.roughness() < counts.roughness() ? others : counts;
    }

    private static Counts read(int width, int height, byte[] bytes, ByteOrder order) {
        char[] values = new char[width * height];
        ByteBuffer.wrap(bytes).order(order).asCharBuffer().get(values);
        return new Counts(width, height, values);
    }

    /** Returns the sum of the absolute differences of horizontal neighbors. */
    private long roughness() {
        long sum = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 1; x < width; x++) {
                sum += Math.abs(values[y * width + x] - values[y * width + x - 1]);
            }
        }
        return sum;
    }
}
