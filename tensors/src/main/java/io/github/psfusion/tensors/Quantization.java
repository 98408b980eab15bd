// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors;

/**
 * How real numbers are told as bytes of 0 to 255: {@code number = scale * (byte - zeroPoint)}. Zero is told exactly.
 *
 * @param scale distance of neighboring numbers, greater than 0
 * @param zeroPoint the byte that means 0
 */
public record Quantization(double scale, int zeroPoint) {
    /** The largest byte. */
    public static final int MOST = 255;

    /** Checks the ranges. */
    public Quantization {
        if (!(scale > 0) || !Double.isFinite(scale) || zeroPoint < 0 || zeroPoint > MOST) {
            throw new IllegalArgumentException(
                    "scale " + scale + " must be greater than 0, zero point " + zeroPoint + " in 0 to " + MOST);
        }
    }
}
