// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors;

/**
 * An affine quantization to UINT8: {@code value = scale * (quantized - zeroPoint)}. Zero is represented exactly.
 *
 * @param scale difference of neighboring values, greater than 0
 * @param zeroPoint the quantized value that means 0
 */
public record Quantization(double scale, int zeroPoint) {
    /** The largest quantized value. */
    public static final int Q_MAX = 255;

    /** Checks the ranges. */
    public Quantization {
        if (!(scale > 0) || !Double.isFinite(scale) || zeroPoint < 0 || zeroPoint > Q_MAX) {
            throw new IllegalArgumentException(
                    "scale " + scale + " must be greater than 0, zero point " + zeroPoint + " in 0 to " + Q_MAX);
        }
    }
}
