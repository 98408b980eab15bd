// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.radiometric;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** One record of a FLIR block. Records of some cameras are shorter than those of others: a field outside of it is absent. */
final class FlirRecord {
    /** What is in the first two bytes of records whose byte order varies. */
    private static final int ORDER_MARK = 2;

    private static final int ORDER_MARK_OF_IMAGES = 3;

    private final ByteBuffer bytes;

    FlirRecord(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
        int mark = bytes.length < 2 ? 0 : this.bytes.getShort(0);
        boolean big = mark == ORDER_MARK || mark == ORDER_MARK_OF_IMAGES;
        this.bytes.order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    private boolean has(int at, int length) {
        return at <= bytes.capacity() - length;
    }

    ByteOrder order() {
        return bytes.order();
    }

    OptionalDouble float32(int at) {
        return has(at, Float.BYTES) ? OptionalDouble.of(bytes.getFloat(at)) : OptionalDouble.empty();
    }

    OptionalInt int32(int at) {
        return has(at, Integer.BYTES) ? OptionalInt.of(bytes.getInt(at)) : OptionalInt.empty();
    }

    OptionalInt int16(int at) {
        return has(at, Short.BYTES) ? OptionalInt.of(bytes.getShort(at)) : OptionalInt.empty();
    }

    /** Returns an unsigned number of 16 bits; 0 if it is absent. */
    int uint16(int at) {
        return int16(at).orElse(0) & 0xFFFF;
    }

    /** Returns a text of at most this many bytes, up to its first zero. */
    String text(int at, int most) {
        int from = Math.min(at, bytes.capacity());
        byte[] text = Arrays.copyOfRange(bytes.array(), from, Math.min(from + most, bytes.capacity()));
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.ISO_8859_1).strip();
    }

    /** Returns everything from a position on. */
    byte[] from(int at) {
        return Arrays.copyOfRange(bytes.array(), Math.min(at, bytes.capacity()), bytes.capacity());
    }
}
