// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;

/**
 * The values of one channel as a file stores them: for files whose samples are measurements.
 *
 * @param width in pixels, upright
 * @param height in pixels, upright
 * @param values {@code width * height} values, row by row
 * @param kind of the values
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StoredValues(int width, int height, float[] values, Kind kind) {
    /** Kinds of values. */
    public enum Kind {
        /** Whole numbers from 0 to 65535. */
        UNSIGNED,
        /** Whole numbers from -32768 to 32767. */
        SIGNED,
        /** Any numbers, also such that are not finite. */
        FLOATING_POINT
    }

    static StoredValues take(StoredImage stored, boolean signed) {
        Raster raster = stored.image().getRaster();
        if (!(stored.image().getColorModel() instanceof ComponentColorModel)) {
            throw new IllegalArgumentException(
                    "it holds a palette or packed colors, where measured values are expected");
        }
        int type = raster.getTransferType();
        boolean floating = type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE;
        ImageSize size = stored.size();
        float[] values = raster.getSamples(0, 0, size.width(), size.height(), 0, (float[]) null);
        ImageSize upright = stored.orientation().upright(size);
        float[] turned = new float[values.length];
        for (int y = 0; y < upright.height(); y++) {
            for (int x = 0; x < upright.width(); x++) {
                float value = values[stored.orientation().source(x, y, size)];
                turned[y * upright.width() + x] = signed && !floating ? signed(value, type) : value;
            }
        }
        Kind kind = floating ? Kind.FLOATING_POINT : signed ? Kind.SIGNED : Kind.UNSIGNED;
        return new StoredValues(upright.width(), upright.height(), turned, kind);
    }

    /** Readers take the bits of signed numbers for unsigned ones. */
    private static float signed(float value, int type) {
        return type == DataBuffer.TYPE_BYTE ? (byte) (int) value : (short) (int) value;
    }
}
