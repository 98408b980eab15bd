// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.weights;

import io.github.psfusion.tensors.DataType;

/** How the numbers of a weight file are stored. */
public enum Storage {
    /** Four bytes each. */
    FLOAT32(DataType.FLOAT32),
    /** Two bytes each, 11 bits of precision, up to 65504. */
    FLOAT16(DataType.FLOAT16),
    /** Two bytes each, 8 bits of precision, the range of float32. */
    BFLOAT16(DataType.BFLOAT16);

    private final DataType type;

    Storage(DataType type) {
        this.type = type;
    }

    DataType type() {
        return type;
    }
}
