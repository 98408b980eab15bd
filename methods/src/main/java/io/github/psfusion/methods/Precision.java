// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

import java.util.Locale;

/** The type of element in which a network computes. */
public enum Precision {
    /** The faster of FLOAT32 and BFLOAT16, as the backend measures it. */
    AUTO,
    /** Single precision. */
    FLOAT32,
    /** Half the bytes of single precision; the image differs by a few levels. */
    BFLOAT16,
    /** 8-bit integers in most convolutions; needs weights with activation ranges. */
    INT8;

    /** Returns the name that options and records use, such as {@code float32}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
