// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.methods.ExtraOutput;

/**
 * An output of a network.
 *
 * @param name by which the network and users know it
 * @param kind what it holds
 * @param exportedName its name in exported files, in which inputs and outputs must differ
 * @param description what it shows, in a few words
 */
public record NetworkOutput(String name, Kind kind, String exportedName, String description) {
    /** The name of the fused image, which every network has as its first output. */
    public static final String FUSED = "fused";

    /** What an output holds. */
    public enum Kind {
        /** An image of one channel, [N, 1, H, W] in [0, 1]. */
        IMAGE(ExtraOutput.Kind.IMAGE),
        /** Logits of classes, [N, classes, H, W]. */
        CLASS_LOGITS(ExtraOutput.Kind.CLASSES),
        /** Logits of background and foreground, [N, 2, H, W]. */
        MASK_LOGITS(ExtraOutput.Kind.MASK);

        private final ExtraOutput.Kind result;

        Kind(ExtraOutput.Kind result) {
            this.result = result;
        }

        /** Returns what users get of it. */
        ExtraOutput.Kind result() {
            return result;
        }
    }

    /** Returns the luminance of the fused image. */
    public static NetworkOutput fused() {
        return new NetworkOutput(FUSED, Kind.IMAGE, FUSED, "the fused image");
    }

    /** Returns whether it is the fused image. */
    public boolean isFused() {
        return name.equals(FUSED);
    }

    /** Returns what users may ask for. */
    ExtraOutput extra() {
        return new ExtraOutput(name, kind.result(), description);
    }
}
