// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import io.github.psfusion.datasets.ImageFolder;
import io.github.psfusion.datasets.LabelClasses;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairImages;
import io.github.psfusion.datasets.PairReader;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.IndexColors;
import io.github.psfusion.platform.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The class maps of a row, as files named after the true ones.
 *
 * @param folder of the maps
 * @param classes number of classes
 */
record PredictedMaps(Path folder, int classes) {
    /** Returns the file of a pair that has a label. */
    Path file(PairFiles pair) {
        return folder.resolve(ImageFolder.name(pair.label().orElseThrow()) + ".png");
    }

    IndexColors colors() {
        return LabelClasses.ofCount(classes).colors();
    }

    /**
     * Predicts and writes.
     *
     * @param done is called after each pair with its name; may throw, to leave early
     * @return the median time of a pair in milliseconds, without that of the first one
     */
    double write(List<PairFiles> pairs, PairReader reader, PairSegmenter segmenter, Progress done) throws IOException {
        AtomicFile.makeFolder(folder);
        List<Double> seconds = new ArrayList<>();
        for (PairFiles pair : pairs) {
            PairImages images = reader.read(pair);
            long start = System.nanoTime();
            var map = segmenter.predict(images);
            seconds.add((System.nanoTime() - start) * 1e-9);
            ImageFiles.writeLabels(file(pair), map, colors());
            done.after(pair.name());
        }
        return Medians.milliseconds(seconds);
    }

    /** Is called after each pair. */
    interface Progress {
        /** Takes the name of the pair. */
        void after(String name);
    }
}
