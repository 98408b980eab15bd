// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A tensor of a weight file.
 *
 * @param name its key
 * @param type type of the elements
 * @param shape sizes, outermost first
 * @param data the elements, little-endian in C order, from position 0 to the limit; read-only, often a mapped part of the
 *     file, not necessarily aligned
 */
public record StoredTensor(String name, DataType type, Shape shape, ByteBuffer data) {
    /**
     * Checks the number of bytes.
     *
     * @throws IllegalArgumentException if the bytes remaining in the buffer are not those of the shape and type
     */
    public StoredTensor {
        long expected = Math.multiplyExact(shape.elements(), (long) type.bytes());
        if (data.remaining() != expected) {
            throw new IllegalArgumentException(name + ": " + data.remaining() + " bytes given for " + shape + " " + type
                    + ", which takes " + expected);
        }
        data = data.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns a view of the bytes with a position of its own. */
    @Override
    public ByteBuffer data() {
        return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Returns this tensor in another floating type, each element rounded to the nearest, ties to the even one.
     *
     * @param other the type of the result; if it is this one's, the tensor itself is returned
     * @throws IllegalArgumentException if either type is not floating
     */
    public StoredTensor converted(DataType other) {
        if (other == type) {
            return this;
        }
        if (!type.isFloating() || !other.isFloating()) {
            throw new IllegalArgumentException(
                    name + ": " + type + " cannot be converted to " + other + ", only floating types among each other");
        }
        int elements = Math.toIntExact(shape.elements());
        ByteBuffer target =
                ByteBuffer.allocate(Math.multiplyExact(elements, other.bytes())).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < elements; i++) {
            double value = floating(i);
            switch (other) {
                case FLOAT64 -> target.putDouble(value);
                case FLOAT32 -> target.putFloat((float) value);
                case FLOAT16 -> target.putShort(SmallFloats.toHalf(value));
                default -> target.putShort(SmallFloats.toBfloat(value));
            }
        }
        return new StoredTensor(name, other, shape, target.flip());
    }

    /**
     * Returns the elements of a floating tensor; float16 and bfloat16 are widened exactly, float64 is rounded.
     *
     * @throws IllegalArgumentException if the type is not floating
     */
    public float[] toFloats() {
        if (!type.isFloating()) {
            throw new IllegalArgumentException(name + ": " + type + " is not a floating type");
        }
        float[] values = new float[Math.toIntExact(shape.elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) floating(i);
        }
        return values;
    }

    /**
     * Returns the elements of an integer or BOOL tensor.
     *
     * @throws IllegalArgumentException if the type is floating
     */
    public long[] toLongs() {
        if (type.isFloating()) {
            throw new IllegalArgumentException(name + ": " + type + " is not an integer type");
        }
        long[] values = new long[Math.toIntExact(shape.elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (type) {
                case INT64 -> data.getLong(8 * i);
                case INT32 -> data.getInt(4 * i);
                case INT16 -> data.getShort(2 * i);
                case INT8 -> data.get(i);
                default -> data.get(i) & 0xFF;
            };
        }
        return values;
    }

    private double floating(int index) {
        return switch (type) {
            case FLOAT64 -> data.getDouble(8 * index);
            case FLOAT32 -> data.getFloat(4 * index);
            case FLOAT16 -> SmallFloats.fromHalf(data.getShort(2 * index));
            default -> SmallFloats.fromBfloat(data.getShort(2 * index));
        };
    }
}
