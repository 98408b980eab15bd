// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import io.github.psfusion.imaging.BitDepth;

/**
 * How an image is written.
 *
 * @param format format of the file
 * @param depth bits per sample: 8, or 16 in formats that have them (PNG, TIFF)
 * @param rounding how samples become levels
 */
public record WriteOptions(ImageFormat format, BitDepth depth, Rounding rounding) {
    /** Checks that the format has the depth. */
    public WriteOptions {
        if (depth != BitDepth.BITS_8 && depth != BitDepth.BITS_16) {
            throw new IllegalArgumentException("images are written with 8 or 16 bits, not " + depth.bits());
        }
        if (depth.bits() > format.maxBits()) {
            throw new IllegalArgumentException(
                    format + " holds " + format.maxBits() + " bits per sample, not " + depth.bits());
        }
    }

    /** Returns PNG, 8 bits, rounded to the nearest level. */
    public static WriteOptions png() {
        return new WriteOptions(ImageFormat.PNG, BitDepth.BITS_8, Rounding.NEAREST);
    }

    /**
     * Returns these options with another format.
     *
     * @throws IllegalArgumentException if the format does not have the depth
     */
    public WriteOptions withFormat(ImageFormat other) {
        return new WriteOptions(other, depth, rounding);
    }

    /**
     * Returns these options with another depth.
     *
     * @throws IllegalArgumentException if the format does not have it
     */
    public WriteOptions withDepth(BitDepth other) {
        return new WriteOptions(format, other, rounding);
    }

    /** Returns these options with another rounding. */
    public WriteOptions withRounding(Rounding other) {
        return new WriteOptions(format, depth, other);
    }
}
