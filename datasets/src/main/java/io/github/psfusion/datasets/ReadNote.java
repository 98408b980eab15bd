// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

/**
 * Something that was left out or changed on reading an image.
 *
 * @param file name of the file, without its folder
 * @param note a short phrase such as {@code "alpha dropped"}, equal for all images to which the same happened
 */
public record ReadNote(String file, String note) {
    /** Returns file and note, separated by a colon. */
    public String text() {
        return file + ": " + note;
    }
}
