// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A tag of TIFF or EXIF, apart from the file in which it stood.
 *
 * @param tag its number
 * @param type number of the type of its values
 * @param count number of its values
 * @param values their bytes, big endian
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record MetadataTag(int tag, int type, int count, byte[] values) {
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    /** Bytes that are reversed together, by type. */
    private static final int[] UNITS = {1, 1, 1, 2, 4, 4, 1, 1, 2, 4, 4, 4, 8, 4, 1, 1, 8, 8, 8};

    /** Makes a tag of values in a byte order. */
    static MetadataTag of(int tag, int type, int count, byte[] values, ByteOrder order) {
        return new MetadataTag(tag, type, count, order == ByteOrder.BIG_ENDIAN ? values : reversed(values, type));
    }

    static MetadataTag ofShort(int tag, int value) {
        return new MetadataTag(
                tag, SHORT, 1, ByteBuffer.allocate(2).putShort((short) value).array());
    }

    static MetadataTag ofLong(int tag, int value) {
        return new MetadataTag(
                tag, LONG, 1, ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    static MetadataTag ofRational(int tag, int numerator, int denominator) {
        return new MetadataTag(
                tag,
                RATIONAL,
                1,
                ByteBuffer.allocate(2 * Integer.BYTES)
                        .putInt(numerator)
                        .putInt(denominator)
                        .array());
    }

    /** Returns the bytes of the values in a byte order. */
    byte[] in(ByteOrder order) {
        return order == ByteOrder.BIG_ENDIAN ? values : reversed(values, type);
    }

    private static byte[] reversed(byte[] values, int type) {
        int unit = type < UNITS.length ? UNITS[type] : 1;
        byte[] reversed = values.clone();
        for (int i = 0; i + unit <= values.length; i += unit) {
            for (int j = 0; j < unit; j++) {
                reversed[i + j] = values[i + unit - 1 - j];
            }
        }
        return reversed;
    }
}
