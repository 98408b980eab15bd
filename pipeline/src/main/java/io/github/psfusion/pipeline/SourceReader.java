// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairImages;
import io.github.psfusion.datasets.PairReader;
import io.github.psfusion.datasets.PairWarnings;
import io.github.psfusion.datasets.UnalignedPair;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.registration.AlignedPair;
import io.github.psfusion.registration.OutputFrame;
import java.io.IOException;
import java.util.Optional;

/** Reads the two images of a pair, aligns them where that is wanted, and looks for what the user should know about them. */
final class SourceReader {
    private final PairReader images;
    private final Optional<PairAligner> aligner;

    SourceReader(PairReader images, Optional<PairAligner> aligner) {
        this.images = images;
        this.aligner = aligner;
    }

    /**
     * Reads a pair.
     *
     * @throws AlignmentRefusedException if the images cannot be aligned
     * @throws IOException if an image cannot be read, with the reasons of both if neither can, or if the sizes differ
     */
    LoadedPair read(PairFiles files) throws IOException {
        try {
            if (aligner.isPresent()) {
                return aligned(images.readUnaligned(files), aligner.get());
            }
            PairImages pair = images.read(files);
            return new LoadedPair(files, pair.images(), Optional.empty(), pair.reading(), PairWarnings.of(pair));
        } catch (IOException e) {
            throw withSuppressed(e);
        }
    }

    /** Both images are cut to their common part: a method would fuse the border of the warped one as an edge of the scene. */
    private static LoadedPair aligned(UnalignedPair pair, PairAligner aligner) throws IOException {
        Alignment alignment = aligner.find(pair);
        AlignedPair common = alignment
                .warpAccepted(pair.files(), pair.infrared(), pair.visible(), OutputFrame.VISIBLE)
                .cropped();
        ImagePair images = new ImagePair(pair.files().name(), common.infrared(), common.visible());
        return new LoadedPair(
                pair.files(), images, Optional.of(alignment), pair.reading(), alignment.warnings(pair, images));
    }

    private static IOException withSuppressed(IOException first) {
        if (first.getSuppressed().length == 0) {
            return first;
        }
        return new IOException(FileErrors.message(first) + "\n" + FileErrors.message(first.getSuppressed()[0]), first);
    }
}
