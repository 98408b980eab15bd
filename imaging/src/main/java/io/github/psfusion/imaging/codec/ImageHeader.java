// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import io.github.psfusion.imaging.BitDepth;
import java.util.List;

/**
 * What the header of an image file states.
 *
 * @param size width and height of the upright image
 * @param depth the depth that the decoded image will have
 * @param format format of the file, by its content
 * @param notes what will be left out or changed on reading, as far as the header shows it
 */
public record ImageHeader(ImageSize size, BitDepth depth, ImageFormat format, List<ImageNote> notes) {
    /** Copies the notes. */
    public ImageHeader {
        notes = List.copyOf(notes);
    }
}
