// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.SampleDepth;
import java.util.List;

/**
 * The pictures of a pair in memory.
 *
 * @param files where they come from
 * @param pictures infrared of one channel with its levels spread as the range says, and visible; what methods fuse
 * @param infraredAsStored the infrared picture before it became one channel and its levels were spread
 * @param infraredDepth bits per sample of the infrared file
 * @param notes what was left out or changed on reading, each with the name of its file; mostly empty
 */
public record PairPictures(
        PairFiles files, ImagePair pictures, Image infraredAsStored, SampleDepth infraredDepth, List<String> notes) {
    /** Copies the notes. */
    public PairPictures {
        notes = List.copyOf(notes);
    }
}
