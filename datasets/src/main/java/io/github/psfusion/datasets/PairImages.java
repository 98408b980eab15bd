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
 * @param images infrared of one channel, normalized by the intensity window, and visible; what methods fuse
 * @param infraredAsStored the infrared image before it became one channel and was normalized
 * @param infraredDepth bits per sample of the infrared file
 * @param readNotes what was left out or changed on reading; mostly empty
 */
public record PairImages(
        PairFiles files, ImagePair images, Image infraredAsStored, BitDepth infraredDepth, List<ReadNote> readNotes) {
    /** Copies the notes. */
    public PairImages {
        readNotes = List.copyOf(readNotes);
    }

    /** Returns the notes as text, each with the name of its file. */
    public List<String> notes() {
        return readNotes.stream().map(ReadNote::text).toList();
    }
}
