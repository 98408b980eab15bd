// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

/** What happens to images whose size a network does not take. */
public enum Sizing {
    /** The images are padded by reflection and the result is cropped: no pixel is resampled. */
    PAD,
    /** The procedure of the network's published program. */
    AS_PUBLISHED;

    /** Returns the name that options and records use, such as {@code pad}. */
    public String key() {
        return this == PAD ? "pad" : "as-published";
    }
}
