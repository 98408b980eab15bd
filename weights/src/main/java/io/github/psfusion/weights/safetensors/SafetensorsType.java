// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.safetensors;

import io.github.psfusion.tensors.ElementType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The types of elements that a safetensors header may name. */
enum SafetensorsType {
    BOOL(1, ElementType.BOOL),
    U8(1, ElementType.UINT8),
    I8(1, ElementType.INT8),
    U16(2, null),
    I16(2, ElementType.INT16),
    F16(2, ElementType.FLOAT16),
    BF16(2, ElementType.BFLOAT16),
    U32(4, null),
    I32(4, ElementType.INT32),
    F32(4, ElementType.FLOAT32),
    U64(8, null),
    I64(8, ElementType.INT64),
    F64(8, ElementType.FLOAT64),
    F8_E4M3(1, null),
    F8_E5M2(1, null);

    private final int bytes;
    private final @Nullable ElementType type;

    SafetensorsType(int bytes, @Nullable ElementType type) {
        this.bytes = bytes;
        this.type = type;
    }

    /** Returns the size of one element. */
    int bytes() {
        return bytes;
    }

    /** Returns the type of such tensors here, if they are in use. */
    Optional<ElementType> type() {
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

    static SafetensorsType of(ElementType type) {
        for (SafetensorsType candidate : values()) {
            if (candidate.type == type) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("safetensors has no type " + type);
    }
}
