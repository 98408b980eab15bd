// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendException;
import io.github.psfusion.tensors.DataType;

/** The data type in which a training computes; the weights stay FLOAT32. */
public enum TrainingPrecision {
    /** Single precision. */
    FLOAT32,
    /** Half of it. */
    BFLOAT16,
    /** Whichever the backend measures to be faster. */
    AUTO;

    /**
     * Returns the data type on this backend.
     *
     * @throws BackendException if the backend cannot compute in it
     */
    public DataType on(Backend backend) {
        if (this == BFLOAT16 && !backend.supportsBfloat16()) {
            throw new BackendException(
                    "--precision bfloat16: the CPU has no convolutions of bfloat16 (avx512bw, avx512vl and"
                            + " avx512dq, or avx_ne_convert). Use float32 or auto.");
        }
        return switch (this) {
            case FLOAT32 -> DataType.FLOAT32;
            case BFLOAT16 -> DataType.BFLOAT16;
            case AUTO -> backend.fastestFloat();
        };
    }
}
