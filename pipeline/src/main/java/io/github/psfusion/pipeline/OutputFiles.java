// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.platform.AtomicFile;
import io.github.psfusion.platform.FileWriteException;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes results; a failure is a {@link PipelineException} of {@link PipelineException.Reason#OUTPUT}. */
public final class OutputFiles {
    private OutputFiles() {}

    /** Something that writes a file. */
    @FunctionalInterface
    public interface Writing {
        /** Writes it. */
        void run() throws IOException;
    }

    /**
     * Writes a file; makes its folder first where that is missing.
     *
     * @throws PipelineException if it cannot be written, or if the weights from which it is computed are unfit
     */
    public static void write(Path file, Writing writing) {
        try {
            makeFolderOf(file);
            writing.run();
        } catch (WeightFormatException e) {
            // What is written is computed from weights: they are at fault, not the place.
            throw new PipelineException(PipelineException.Reason.WEIGHTS, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /** Makes the folder of a file. */
    static void makeFolderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            makeFolder(folder);
        }
    }

    /**
     * Makes a folder and those above it.
     *
     * @throws PipelineException if that cannot be done
     */
    public static void makeFolder(Path folder) {
        try {
            AtomicFile.makeFolder(folder);
        } catch (IOException e) {
            throw failure(folder, e);
        }
        if (!Files.isWritable(folder)) {
            throw new PipelineException(
                    PipelineException.Reason.OUTPUT,
                    "no permission to write in " + folder + ". Name another place for the results.");
        }
    }

    /**
     * Returns the error of a result that could not be written.
     *
     * @param place the result, named where the cause does not name a file itself
     */
    public static PipelineException failure(Path place, IOException cause) {
        FileWriteException written = FileWriteException.of(place, cause);
        return new PipelineException(
                PipelineException.Reason.OUTPUT, FileErrors.notWritten(written.getFile(), written), cause);
    }
}
