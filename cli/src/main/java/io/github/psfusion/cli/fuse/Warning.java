// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

/**
 * Something about a pair that the user should know: it was fused, but the result may not be what was meant.
 *
 * @param kind warnings of one kind are told together
 * @param text about this pair, without its name
 */
record Warning(Kind kind, String text) {
    /** The kinds, with what is said of several pairs. */
    enum Kind {
        SWAPPED("infrared and visible images look swapped"),
        CONSTANT("an image has one level only"),
        SHIFTED("the images look shifted against each other; pairs must be registered"),
        ADAPTED("an image was adapted on reading");

        private final String summary;

        Kind(String summary) {
            this.summary = summary;
        }

        String summary() {
            return summary;
        }
    }
}
