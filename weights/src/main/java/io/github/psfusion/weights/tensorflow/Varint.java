// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.tensorflow;

import java.nio.ByteBuffer;

/** Integers of LevelDB and of protocol buffers: seven bits a byte, lowest first; the high bit is set in all bytes but the last. */
final class Varint {
    private static final int BITS = 7;

    private Varint() {}

    /** Reads an integer of 64 bits. */
    static long read(ByteBuffer bytes) throws BundleException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += BITS) {
            if (!bytes.hasRemaining()) {
                throw new BundleException("an integer is cut off");
            }
            byte next = bytes.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new BundleException("an integer has more than 10 bytes");
    }

    /**
     * Reads a length.
     *
     * @param most the largest possible
     * @param what for messages
     */
    static int readLength(ByteBuffer bytes, long most, String what) throws BundleException {
        long length = read(bytes);
        if (length < 0 || length > most) {
            throw new BundleException(
                    what + " has a length of " + Long.toUnsignedString(length) + "; at most " + most + " is possible");
        }
        return (int) length;
    }
}
