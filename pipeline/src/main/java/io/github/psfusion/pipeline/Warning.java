// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

/**
 * Something about a pair that the user should know: it was fused, but the result may not be what was meant.
 *
 * @param kind warnings of one kind are reported together
 * @param text about this pair, without its name
 */
public record Warning(Kind kind, String text) {
    /** The kinds. */
    public enum Kind {
        /** The infrared image has colors and the visible one has none. */
        SWAPPED("infrared and visible images look swapped"),
        /** An image shows nothing. */
        CONSTANT("an image has one level only"),
        /** The images are not registered. */
        SHIFTED("the images look shifted against each other; pairs must be registered"),
        /** Something in a file was left out or changed on reading. */
        ADAPTED("an image was adapted on reading");

        private final String summary;

        Kind(String summary) {
            this.summary = summary;
        }

        /** Returns what is reported of several pairs. */
        public String summary() {
            return summary;
        }
    }
}
