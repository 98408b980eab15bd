// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

/**
 * An output of a method beside the fused image.
 *
 * @param name by which it is asked for, such as {@code classes}
 * @param kind what it holds
 * @param description what it shows, in a few words
 */
public record ExtraOutput(String name, Kind kind, String description) {
    /** What an output holds. */
    public enum Kind {
        /** An image with samples in [0, 1]. */
        IMAGE,
        /** The class of each pixel. */
        CLASSES,
        /** 1 where something is, else 0. */
        MASK,
        /** Values of any range, such as temperatures. */
        VALUES
    }
}
