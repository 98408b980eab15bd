// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads the images of golden cases; each case is read once and its intermediates are kept, as in an evaluation. */
final class GoldenImages {
    private final Path folder;
    private final Map<String, String[]> files = new HashMap<>();
    private final Map<String, MetricInput> inputs = new HashMap<>();

    /**
     * Makes a reader.
     *
     * @param cases the file of cases: name, infrared, visible and fused image
     * @param folder what their paths are relative to
     */
    GoldenImages(Path cases, Path folder) {
        this.folder = folder;
        GoldenRow.lines(cases).forEach(cells -> files.put(cells[0], cells));
    }

    MetricInput input(String name) {
        return inputs.computeIfAbsent(name, unused -> {
            String[] cells = Objects.requireNonNull(files.get(name), name);
            return Sources.of(read(folder.resolve(cells[1])), read(folder.resolve(cells[2])))
                    .with(read(folder.resolve(cells[3])));
        });
    }

    /** Forgets what was read: real images with all their intermediates are large. */
    void forgetOthersThan(String name) {
        inputs.keySet().retainAll(Set.of(name));
    }

    static Gray8Image read(Path file) {
        try {
            return Gray8Image.of(ImageFiles.read(file, DecodeLimits.defaults()).image());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
