// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging;

/** How many bits a sample of an image file has. Level {@code v} is the sample {@code v / (float) max()}. */
public enum BitDepth {
    /** Levels 0 to 255: nearly every image. */
    BITS_8(8),
    /** Levels 0 to 1023. */
    BITS_10(10),
    /** Levels 0 to 4095. */
    BITS_12(12),
    /** Levels 0 to 16383: usual for thermal cameras. */
    BITS_14(14),
    /** Levels 0 to 65535; files of 10 to 14 bits are mostly stored so, with the upper levels unused. */
    BITS_16(16);

    private final int bits;

    BitDepth(int bits) {
        this.bits = bits;
    }

    /**
     * Returns the depth of this many bits.
     *
     * @throws IllegalArgumentException if it is none of 8, 10, 12, 14 and 16
     */
    public static BitDepth ofBits(int bits) {
        for (BitDepth depth : values()) {
            if (depth.bits == bits) {
                return depth;
            }
        }
        throw new IllegalArgumentException(bits + " bits per sample; 8, 10, 12, 14 or 16 are supported");
    }

    /** Returns the number of bits. */
    public int bits() {
        return bits;
    }

    /** Returns the highest level, which is the sample 1. */
    public int max() {
        return (1 << bits) - 1;
    }
}
