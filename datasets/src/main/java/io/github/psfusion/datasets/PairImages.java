// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import java.util.List;

/**
 * The images of a pair in memory.
 *
 * @param files where they come from
 * @param images infrared of one channel under its intensity window, and visible; the input of methods
 * @param infraredAsStored the infrared image before it became one channel and the window was applied
 * @param infraredDepth bits per sample of the infrared file
 * @param notes what was left out or changed on reading, each with the name of its file; mostly empty
 */
public record PairImages(
        PairFiles files, ImagePair images, Image infraredAsStored, BitDepth infraredDepth, List<String> notes) {
    /** Copies the notes. */
    public PairImages {
        notes = List.copyOf(notes);
    }
}
