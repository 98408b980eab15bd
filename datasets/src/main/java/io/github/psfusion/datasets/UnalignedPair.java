// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodedImage;
import io.github.psfusion.imaging.codec.ImageNote;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The images of a pair in memory, whose sizes and fields of view may differ.
 *
 * @param files where they come from
 * @param infrared the infrared image as one channel under its intensity window
 * @param visible the visible image under its intensity window
 * @param decodedInfrared the infrared image as it was read
 * @param decodedVisible the visible image as it was read
 * @param reading how both were read; empty for images that come from elsewhere
 */
public record UnalignedPair(
        PairFiles files,
        Plane infrared,
        Image visible,
        DecodedImage decodedInfrared,
        DecodedImage decodedVisible,
        Optional<PairReading> reading) {
    /** Makes a pair of images that come from elsewhere. */
    public UnalignedPair(
            PairFiles files, Plane infrared, Image visible, DecodedImage decodedInfrared, DecodedImage decodedVisible) {
        this(files, infrared, visible, decodedInfrared, decodedVisible, Optional.empty());
    }

    /** Returns what was left out, changed or guessed on reading; mostly empty. */
    public List<ReadNote> readNotes() {
        List<ReadNote> notes = new ArrayList<>();
        add(notes, files.infrared(), decodedInfrared.notes());
        add(notes, files.visible(), decodedVisible.notes());
        return notes;
    }

    private static void add(List<ReadNote> notes, Path file, List<ImageNote> ofFile) {
        ofFile.forEach(note -> notes.add(new ReadNote(ImageNames.of(file), note)));
    }
}
