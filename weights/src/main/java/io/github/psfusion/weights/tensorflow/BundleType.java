// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.tensorflow;

import io.github.psfusion.tensors.DataType;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The types of elements that a checkpoint may hold, with their numbers in TensorFlow's {@code types.proto}. */
enum BundleType {
    FLOAT32(1, 4, DataType.FLOAT32),
    FLOAT64(2, 8, DataType.FLOAT64),
    INT32(3, 4, DataType.INT32),
    UINT8(4, 1, DataType.UINT8),
    INT16(5, 2, DataType.INT16),
    INT8(6, 1, DataType.INT8),
    STRING(7, 0, null),
    COMPLEX64(8, 8, null),
    INT64(9, 8, DataType.INT64),
    BOOL(10, 1, DataType.BOOL),
    QINT8(11, 1, null),
    QUINT8(12, 1, null),
    QINT32(13, 4, null),
    BFLOAT16(14, 2, DataType.BFLOAT16),
    UINT16(17, 2, null),
    COMPLEX128(18, 16, null),
    FLOAT16(19, 2, DataType.FLOAT16),
    UINT32(22, 4, null),
    UINT64(23, 8, null);

    private final int number;
    private final int bytes;
    private final @Nullable DataType type;

    BundleType(int number, int bytes, @Nullable DataType type) {
        this.number = number;
        this.bytes = bytes;
        this.type = type;
    }

    /** Returns the size of one element; 0 if elements differ in it. */
    int bytes() {
        return bytes;
    }

    /** Returns the type of such tensors here, if they are in use. */
    Optional<DataType> type() {
        return Optional.ofNullable(type);
    }

    static BundleType of(long number) throws BundleException {
        for (BundleType candidate : values()) {
            if (candidate.number == number) {
                return candidate;
            }
        }
        throw new BundleException("has the unknown type " + number);
    }

    /** Returns the name that TensorFlow gives it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
