// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import io.github.psfusion.imaging.BitDepth;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/**
 * A decoded image as it is stored, and what is to be known to understand it.
 *
 * @param image levels and color model
 * @param orientation how to turn it upright
 * @param packedDepth the depth of the levels where it is less than that of the array which holds them
 * @param unspecifiedChannel whether the channel beyond gray or RGB is not stated to be transparency
 * @param notes what was left out or changed on decoding
 */
record StoredImage(
        BufferedImage image,
        Orientation orientation,
        Optional<BitDepth> packedDepth,
        boolean unspecifiedChannel,
        List<ImageNote> notes) {
    /** Copies the notes. */
    StoredImage {
        notes = List.copyOf(notes);
    }

    static StoredImage upright(BufferedImage image) {
        return new StoredImage(image, Orientation.UPRIGHT, Optional.empty(), false, List.of());
    }

    /** Returns the size as stored. */
    ImageSize size() {
        return new ImageSize(image.getWidth(), image.getHeight());
    }
}
