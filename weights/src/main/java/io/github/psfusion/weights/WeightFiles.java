// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights;

import io.github.psfusion.weights.safetensors.SafetensorsReader;
import java.io.IOException;
import java.nio.file.Path;

/** Opens weight files; the format is told by the first bytes, never by the name. */
public final class WeightFiles {
    private WeightFiles() {}

    /** Opens a file with the default limits. */
    public static WeightFile open(Path file) throws IOException {
        return open(file, ReadLimits.defaults());
    }

    /**
     * Opens a file.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     * @throws WeightFormatException if it is damaged, exceeds a limit or has a format that is not read here
     */
    public static WeightFile open(Path file, ReadLimits limits) throws IOException {
        MappedFile mapped = MappedFile.open(file);
        boolean opened = false;
        try {
            WeightFile weights = open(mapped, limits);
            opened = true;
            return weights;
        } finally {
            if (!opened) {
                mapped.close();
            }
        }
    }

    private static WeightFile open(MappedFile file, ReadLimits limits) throws IOException {
        return new SafetensorsReader(file, limits);
    }
}
