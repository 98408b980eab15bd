// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights;

/** The bits of float16 and bfloat16 numbers. Widening is exact; rounding is to the nearest, ties to the even one. */
final class SmallFloats {
    private static final int HALF_FRACTION = 10;
    private static final int HALF_BIAS = 15;
    private static final int BFLOAT_FRACTION = 7;
    private static final int BFLOAT_BIAS = 127;

    private SmallFloats() {}

    static float fromHalf(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = (bits >>> HALF_FRACTION) & 0x1F;
        int fraction = bits & 0x3FF;
        if (exponent == 0) {
            return Math.copySign(fraction * 0x1p-24f, Float.intBitsToFloat(sign | 0x3F800000));
        }
        int wide = exponent == 0x1F ? 0xFF : exponent - HALF_BIAS + BFLOAT_BIAS;
        return Float.intBitsToFloat(sign | wide << 23 | fraction << (23 - HALF_FRACTION));
    }

    static float fromBfloat(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }

    static short toHalf(double value) {
        return rounded(value, HALF_FRACTION, HALF_BIAS);
    }

    static short toBfloat(double value) {
        return rounded(value, BFLOAT_FRACTION, BFLOAT_BIAS);
    }

    /** Rounds once, from the double: by way of float some ties would go the wrong way. */
    private static short rounded(double value, int fractionBits, int bias) {
        int sign = Double.doubleToRawLongBits(value) < 0 ? 0x8000 : 0;
        int infinity = (2 * bias + 1) << fractionBits;
        if (Double.isNaN(value)) {
            return (short) (sign | infinity | 1 << (fractionBits - 1));
        }
        int exponent = Math.max(Math.getExponent(value), 1 - bias);
        if (exponent > bias) {
            return (short) (sign | infinity);
        }
        // Units of the last place; below 1 << fractionBits for subnormal numbers, and a carry moves into the exponent.
        long units = (long) Math.rint(Math.scalb(Math.abs(value), fractionBits - exponent));
        long magnitude = ((long) (exponent + bias) << fractionBits) + units - (1L << fractionBits);
        return (short) (sign | (int) Math.min(magnitude, infinity));
    }
}
