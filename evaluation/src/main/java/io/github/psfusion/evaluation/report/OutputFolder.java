// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.evaluation.OutputException;
import io.github.psfusion.platform.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The checks of a folder before results are written into it. */
public final class OutputFolder {
    private OutputFolder() {}

    /**
     * Makes the folder, and checks that the files can be written.
     *
     * @param files names of the files in the folder
     * @throws OutputException if a file exists and may not be replaced, or the folder cannot be made or written
     */
    public static void prepare(Path folder, List<String> files, boolean overwrite) throws OutputException {
        for (String name : files) {
            Path file = folder.resolve(name);
            if (Files.isDirectory(file)) {
                throw new OutputException(file, file + " is a folder. Name another folder for the results.");
            }
            if (!overwrite && Files.exists(file)) {
                throw new OutputException(file, file + " exists. Replace it with --overwrite, or name another folder.");
            }
        }
        make(folder);
        if (!Files.isWritable(folder)) {
            throw new OutputException(folder, "no permission to write in " + folder + ". Name another folder.");
        }
    }

    /** Makes a folder and its parents. */
    public static void make(Path folder) throws OutputException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new OutputException(folder, e);
        }
    }

    /** Writes a file of text in UTF-8, replacing an older one. */
    public static void write(Path file, String text) throws OutputException {
        try {
            AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
    }
}
