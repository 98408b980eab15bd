// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.cli.console.Choices;

/** What the network makes besides the fused image. */
public enum ExtraOutput {
    /** The class of each pixel, in the colors of MSRS where there are nine. */
    CLASSES,
    /** Object against background, levels 0 and 255. */
    BINARY,
    /** Contours of the classes, levels 0 and 255. */
    BOUNDARY,
    /** The infrared image, reconstructed from the fused features. */
    INFRARED,
    /** The visible image, reconstructed from the fused features. */
    VISIBLE;

    /** Returns what is appended to the name of the fused image. */
    String suffix() {
        return "_" + Choices.name(this);
    }

    /** Returns whether it is a map of classes, always an 8-bit PNG, and not an image in the format of the result. */
    boolean isMap() {
        return this == CLASSES || this == BINARY || this == BOUNDARY;
    }
}
