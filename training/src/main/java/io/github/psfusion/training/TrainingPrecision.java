// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;

/** The data type in which a training computes; the weights stay FLOAT32. */
public enum TrainingPrecision {
    /** Single precision. */
    FLOAT32,
    /** Half of it. */
    BFLOAT16,
    /** Whichever the backend measures to be faster. */
    AUTO;

    /** Returns the data type on this backend. */
    public DataType on(Backend backend) {
        return switch (this) {
            case FLOAT32 -> DataType.FLOAT32;
            case BFLOAT16 -> DataType.BFLOAT16;
            case AUTO -> backend.fastestFloat();
        };
    }
}
