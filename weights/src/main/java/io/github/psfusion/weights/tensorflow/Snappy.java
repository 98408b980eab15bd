// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.tensorflow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Decompression of raw Snappy: the length of the result, then literals and copies of what is there already.
 *
 * <p>Format: github.com/google/snappy, format_description.txt.
 */
final class Snappy {
    /** Above what is possible: an element of three bytes makes at most 64. */
    private static final long MOST_PER_BYTE = 32;

    private final ByteBuffer stored;
    private final byte[] result;
    private int length;

    private Snappy(ByteBuffer stored, int resultLength) {
        this.stored = stored;
        this.result = new byte[resultLength];
    }

    /**
     * Decompresses the bytes that remain in a buffer.
     *
     * @param most the largest length that the result may have
     */
    static ByteBuffer decompress(ByteBuffer bytes, int most) throws BundleException {
        ByteBuffer stored = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        long possible = Math.min(most, MOST_PER_BYTE * stored.remaining());
        Snappy snappy = new Snappy(stored, Varint.readLength(stored, possible, "a compressed block"));
        while (stored.hasRemaining()) {
            snappy.element();
        }
        if (snappy.length != snappy.result.length) {
            throw new BundleException(
                    "a compressed block has " + snappy.length + " bytes; it declares " + snappy.result.length);
        }
        return ByteBuffer.wrap(snappy.result).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The two low bits of the first byte are the kind; the upper six a length, or part of one. */
    private void element() throws BundleException {
        int first = (int) number(1);
        int upper = first >>> 2;
        switch (first & 3) {
            // A length of 60 and more stands in 1 to 4 bytes of its own.
            case 0 -> literal(1 + (upper < 60 ? upper : number(upper - 59)));
            case 1 -> copy(4 + (upper & 7), (long) (first >>> 5) << 8 | number(1));
            case 2 -> copy(1 + upper, number(2));
            default -> copy(1 + upper, number(4));
        }
    }

    private void literal(long count) throws BundleException {
        require(count <= stored.remaining() && count <= result.length - length, "a literal is too long");
        stored.get(result, length, (int) count);
        length += (int) count;
    }

    private void copy(int count, long offset) throws BundleException {
        require(offset >= 1 && offset <= length && count <= result.length - length, "a copy lies outside the block");
        // Byte by byte: it may overlap what it makes.
        for (int i = 0; i < count; i++, length++) {
            result[length] = result[length - (int) offset];
        }
    }

    private long number(int bytes) throws BundleException {
        require(bytes <= stored.remaining(), "an element is cut off");
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (stored.get() & 0xFFL) << (Byte.SIZE * i);
        }
        return value;
    }

    private static void require(boolean holds, String otherwise) throws BundleException {
        if (!holds) {
            throw new BundleException("compressed block: " + otherwise);
        }
    }
}
