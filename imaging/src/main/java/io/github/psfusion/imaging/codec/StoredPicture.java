// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import io.github.psfusion.imaging.SampleDepth;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/**
 * A decoded picture as it is stored, and what is to be known to understand it.
 *
 * @param picture levels and colour model
 * @param orientation how to turn it upright
 * @param packedDepth the depth of the levels where it is less than that of the array which holds them
 * @param notes what was left out or changed on decoding
 */
record StoredPicture(
        BufferedImage picture, Orientation orientation, Optional<SampleDepth> packedDepth, List<String> notes) {
    /** Copies the notes. */
    StoredPicture {
        notes = List.copyOf(notes);
    }

    static StoredPicture upright(BufferedImage picture) {
        return new StoredPicture(picture, Orientation.UPRIGHT, Optional.empty(), List.of());
    }

    /** Returns the size as stored. */
    ImageSize size() {
        return new ImageSize(picture.getWidth(), picture.getHeight());
    }
}
