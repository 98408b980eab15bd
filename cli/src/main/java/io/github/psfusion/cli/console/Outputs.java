// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import io.github.psfusion.pipeline.OutputFiles;
import io.github.psfusion.platform.AtomicFile;
import io.github.psfusion.platform.FileSet;
import io.github.psfusion.platform.FileWriteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** Writing results, with the errors that belong to it: exit code 5. */
public final class Outputs {
    private Outputs() {}

    /** Something that writes a file. */
    @FunctionalInterface
    public interface Writing {
        /** Writes it. */
        void run() throws IOException;
    }

    /**
     * Refuses a result that exists.
     *
     * @throws UserError if there is such a file and it may not be replaced, or if it is a folder
     */
    public static void refuseExisting(Path file, boolean overwrite) {
        if (Files.isDirectory(file)) {
            throw UserError.output(file + " is a folder. Name a file to write.");
        }
        if (!overwrite && Files.exists(file)) {
            throw UserError.output(file + " exists. Replace it with --overwrite, or name another file.");
        }
    }

    /**
     * Refuses a result that is an input, under whatever name.
     *
     * @throws UserError if it is
     */
    public static void refuseInput(Path file, Collection<Path> inputs) {
        FileSet.of(inputs).find(file).ifPresent(input -> {
            throw UserError.output(file + " is the input " + input + ". Name another file.");
        });
    }

    /** Something that writes a file of the name that it is given. */
    @FunctionalInterface
    public interface FileWriting {
        /** Writes it. */
        void run(Path file) throws IOException;
    }

    /**
     * Writes a file; makes its folder first where that is missing.
     *
     * @param overwrite whether a file is replaced that exists, also if it was made after {@link #refuseExisting} was called
     * @throws io.github.psfusion.pipeline.PipelineException if it cannot be written
     */
    public static void write(Path file, boolean overwrite, FileWriting writing) {
        OutputFiles.write(file, () -> {
            if (overwrite) {
                writing.run(file);
            } else {
                AtomicFile.create(file, writing::run);
            }
        });
    }

    /**
     * Writes a file; makes its folder first where that is missing.
     *
     * @throws io.github.psfusion.pipeline.PipelineException if it cannot be written
     */
    public static void write(Path file, Writing writing) {
        OutputFiles.write(file, writing::run);
    }

    /**
     * Returns the error of a result that could not be written.
     *
     * @param place the result, named where the reason does not name a file itself
     */
    public static UserError failure(Path place, IOException cause) {
        FileWriteException written = FileWriteException.of(place, cause);
        return UserError.output(Path.of(written.getFile()), written);
    }
}
