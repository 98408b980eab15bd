// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.safetensors;

import io.github.psfusion.tensors.DataType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The types of elements that a safetensors header may name. */
enum SafetensorsType {
    BOOL(1, DataType.BOOL),
    U8(1, DataType.UINT8),
    I8(1, DataType.INT8),
    U16(2, null),
    I16(2, DataType.INT16),
    F16(2, DataType.FLOAT16),
    BF16(2, DataType.BFLOAT16),
    U32(4, null),
    I32(4, DataType.INT32),
    F32(4, DataType.FLOAT32),
    U64(8, null),
    I64(8, DataType.INT64),
    F64(8, DataType.FLOAT64),
    F8_E4M3(1, null),
    F8_E5M2(1, null);

    private final int bytes;
    private final @Nullable DataType type;

    SafetensorsType(int bytes, @Nullable DataType type) {
        this.bytes = bytes;
        this.type = type;
    }

    /** Returns the size of one element. */
    int bytes() {
        return bytes;
    }

    /** Returns the type of such tensors here, if they are in use. */
    Optional<DataType> type() {
        return Optional.ofNullable(type);
    }

    static Optional<SafetensorsType> named(String name) {
        for (SafetensorsType candidate : values()) {
            if (candidate.name().equals(name)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    static SafetensorsType of(DataType type) {
        for (SafetensorsType candidate : values()) {
            if (candidate.type == type) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("safetensors has no type " + type);
    }
}
