// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.cli.console.Cancellation;
import io.github.psfusion.cli.console.ErrorReport;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairImages;
import io.github.psfusion.imaging.IntensityWindow;
import io.github.psfusion.imaging.codec.DecodeLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the two images of a pair, and looks for what the user should know about them. */
final class PairReader {
    private final io.github.psfusion.datasets.PairReader images;

    private PairReader(io.github.psfusion.datasets.PairReader images) {
        this.images = images;
    }

    /**
     * Looks at the levels of all infrared images of the batch, where the range depends on them.
     *
     * @param pairs all pairs of the batch
     */
    static PairReader of(List<PairFiles> pairs, IntensityWindow range, DecodeLimits limits, Cancellation cancellation) {
        return new PairReader(io.github.psfusion.datasets.PairReader.of(pairs, range, limits, cancellation::check));
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
        List<Warning> warnings = new ArrayList<>();
        pair.notes().forEach(note -> warnings.add(new Warning(Warning.Kind.ADAPTED, note)));
        warnings.addAll(SourceWarnings.of(
                pair.images().infrared(), pair.infraredAsStored(), pair.images().visible()));
        return new LoadedPair(files, pair.images(), warnings);
    }

    private static IOException withSuppressed(IOException first) {
        if (first.getSuppressed().length == 0) {
            return first;
        }
        return new IOException(
                ErrorReport.message(first) + "\n" + ErrorReport.message(first.getSuppressed()[0]), first);
    }
}
