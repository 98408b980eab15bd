// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing.tensors;

import io.github.psfusion.tensors.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Elements of each data type, held as doubles; INT64 is exact up to 2^53. */
final class Elements {
    private static final int BFLOAT16_SHIFT = 16;
    private static final int UINT8_MASK = 0xFF;

    private Elements() {}

    /** Returns the value that a tensor of this type holds for a number: floating-point types round, integers truncate. */
    static double round(DataType type, double value) {
        return switch (type) {
            case FLOAT64 -> value;
            case FLOAT32 -> (float) value;
            case BFLOAT16 -> bfloat16((float) value);
            case FLOAT16 -> throw noHalf();
            case INT64 -> (long) value;
            case INT32 -> (int) (long) value;
            case INT16 -> (short) (long) value;
            case INT8 -> (byte) (long) value;
            case UINT8 -> (long) value & UINT8_MASK;
            case BOOL -> value != 0 ? 1 : 0;
        };
    }

    private static UnsupportedOperationException noHalf() {
        return new UnsupportedOperationException("the reference backend has no FLOAT16");
    }

    /** The nearest number with the upper half of a float's bits, to even at ties. */
    private static float bfloat16(float value) {
        if (Float.isNaN(value)) {
            return value;
        }
        int bits = Float.floatToRawIntBits(value);
        int half = (1 << (BFLOAT16_SHIFT - 1)) - 1 + ((bits >>> BFLOAT16_SHIFT) & 1);
        return Float.intBitsToFloat((bits + half) >>> BFLOAT16_SHIFT << BFLOAT16_SHIFT);
    }

    static double read(DataType type, ByteBuffer bytes) {
        return switch (type) {
            case FLOAT64 -> bytes.getDouble();
            case FLOAT32 -> bytes.getFloat();
            case BFLOAT16 -> Float.intBitsToFloat(bytes.getShort() << BFLOAT16_SHIFT);
            case FLOAT16 -> throw noHalf();
            case INT64 -> bytes.getLong();
            case INT32 -> bytes.getInt();
            case INT16 -> bytes.getShort();
            case INT8, BOOL -> bytes.get();
            case UINT8 -> bytes.get() & UINT8_MASK;
        };
    }

    /** Returns elements little-endian. */
    static ByteBuffer write(DataType type, double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            switch (type) {
                case FLOAT64 -> bytes.putDouble(value);
                case FLOAT32 -> bytes.putFloat((float) value);
                case BFLOAT16 -> bytes.putShort((short) (Float.floatToRawIntBits((float) value) >>> BFLOAT16_SHIFT));
                case FLOAT16 -> throw noHalf();
                case INT64 -> bytes.putLong((long) value);
                case INT32 -> bytes.putInt((int) value);
                case INT16 -> bytes.putShort((short) value);
                case INT8, UINT8, BOOL -> bytes.put((byte) (int) value);
            }
        }
        return bytes.flip();
    }
}
