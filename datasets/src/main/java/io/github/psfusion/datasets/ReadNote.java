// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.codec.ImageNote;

/**
 * Something that was left out, changed or guessed on reading an image of a pair.
 *
 * @param file name of the file, without its folder
 * @param note what it is
 */
public record ReadNote(String file, ImageNote note) {
    /** Returns file and note, separated by a colon. */
    public String text() {
        return file + ": " + note;
    }
}
