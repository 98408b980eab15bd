// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.codec.DecodedImage;
import java.util.List;
import java.util.Optional;

/**
 * The images of a pair in memory.
 *
 * @param files where they come from
 * @param images infrared of one channel and visible, both under their intensity windows; what methods fuse
 * @param infrared the infrared image as it was read, before it became one channel
 * @param visible the visible image as it was read
 * @param reading how both were read; empty for images that come from elsewhere
 */
public record PairImages(
        PairFiles files,
        ImagePair images,
        DecodedImage infrared,
        DecodedImage visible,
        Optional<PairReading> reading) {
    /** Makes a pair of images that come from elsewhere. */
    public PairImages(PairFiles files, ImagePair images, DecodedImage infrared, DecodedImage visible) {
        this(files, images, infrared, visible, Optional.empty());
    }

    /** Returns the infrared image before it became one channel and was normalized. */
    public Image infraredAsStored() {
        return infrared.image();
    }

    /** Returns the bits per sample of the infrared file. */
    public BitDepth infraredDepth() {
        return infrared.depth();
    }

    /** Returns the images apart. */
    UnalignedPair unaligned() {
        return new UnalignedPair(files, images.infrared(), images.visible(), infrared, visible, reading);
    }

    /** Returns what was left out, changed or guessed on reading; mostly empty. */
    public List<ReadNote> readNotes() {
        return unaligned().readNotes();
    }

    /** Returns the notes as text, each with the name of its file. */
    public List<String> notes() {
        return readNotes().stream().map(ReadNote::text).toList();
    }
}
