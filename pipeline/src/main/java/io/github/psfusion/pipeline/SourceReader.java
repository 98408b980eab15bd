// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairImages;
import io.github.psfusion.datasets.PairReader;
import io.github.psfusion.datasets.PairWarnings;
import java.io.IOException;

/** Reads the two images of a pair, and looks for what the user should know about them. */
final class SourceReader {
    private final PairReader images;

    SourceReader(PairReader images) {
        this.images = images;
    }

    /**
     * Reads a pair.
     *
     * @throws IOException if an image cannot be read, with the reasons of both if neither can, or if the sizes differ
     */
    LoadedPair read(PairFiles files) throws IOException {
        PairImages pair;
        try {
            pair = images.read(files);
        } catch (IOException e) {
            throw withSuppressed(e);
        }
        return new LoadedPair(files, pair.images(), PairWarnings.of(pair), pair.reading());
    }

    private static IOException withSuppressed(IOException first) {
        if (first.getSuppressed().length == 0) {
            return first;
        }
        return new IOException(FileErrors.message(first) + "\n" + FileErrors.message(first.getSuppressed()[0]), first);
    }
}
