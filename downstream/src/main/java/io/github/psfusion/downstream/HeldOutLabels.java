// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.ImageFolder;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.evaluation.NamedPath;
import io.github.psfusion.evaluation.ScoreOrigin;
import io.github.psfusion.evaluation.SegmentationComparison;
import io.github.psfusion.evaluation.WorkListener;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.platform.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The true maps of the held-out pairs: their folder, and a list of their names beside the results. */
record HeldOutLabels(Path labels, Path list) {
    static HeldOutLabels of(List<PairFiles> pairs, Path folder) throws IOException {
        StringBuilder names = new StringBuilder();
        Path labels = folderOf(pairs.get(0).label().orElseThrow());
        for (PairFiles pair : pairs) {
            Path label = pair.label().orElseThrow();
            if (!folderOf(label).equals(labels)) {
                throw new DatasetException(label + " is not in " + labels
                        + " as that of the first held-out pair. The labels to score by must be in one folder.");
            }
            names.append(ImageFolder.name(label)).append('\n');
        }
        Path list = folder.resolve("held-out.txt");
        AtomicFile.makeFolder(folder);
        AtomicFile.write(list, names.toString().getBytes(StandardCharsets.UTF_8));
        return new HeldOutLabels(labels, list);
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
    }

    SegmentationComparison compare(
            List<NamedPath> predictions,
            List<String> groups,
            List<String> classes,
            DecodeLimits limits,
            int threads,
            ScoreOrigin origin,
            WorkListener listener)
            throws IOException, InterruptedException {
        return SegmentationComparison.run(
                new SegmentationComparison.Inputs(labels, predictions, List.of(), groups, classes, list),
                limits,
                threads,
                origin,
                listener);
    }
}
