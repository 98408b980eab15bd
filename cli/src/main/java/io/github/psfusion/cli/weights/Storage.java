// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.weights;

import io.github.psfusion.tensors.ElementType;

/** How the numbers of a weight file are stored. */
public enum Storage {
    /** Four bytes each. */
    FLOAT32(ElementType.FLOAT32),
    /** Two bytes each, 11 bits of precision, up to 65504. */
    FLOAT16(ElementType.FLOAT16),
    /** Two bytes each, 8 bits of precision, the range of float32. */
    BFLOAT16(ElementType.BFLOAT16);

    private final ElementType type;

    Storage(ElementType type) {
        this.type = type;
    }

    ElementType type() {
        return type;
    }
}
