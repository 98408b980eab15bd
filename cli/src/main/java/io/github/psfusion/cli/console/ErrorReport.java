// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.evaluation.OutputException;
import io.github.psfusion.methods.ImageSizeException;
import io.github.psfusion.pipeline.FileErrors;
import io.github.psfusion.pipeline.PipelineException;
import io.github.psfusion.platform.FileWriteException;
import io.github.psfusion.tensors.BackendException;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Turns what was thrown into a message for the user and an exit code. */
public final class ErrorReport {
    private ErrorReport() {}

    /**
     * Reports an error and returns the exit code that belongs to it.
     *
     * @param error whatever a command threw
     */
    public static int of(Throwable error, Session session) {
        Console console = session.console();
        if (isReaderGone(error)) {
            return ExitCode.READER_GONE; // no message: the user ended the reader
        }
        int status = session.cancellation().requested() ? session.cancellation().status() : status(error);
        String message;
        if (session.cancellation().requested()) {
            message = "interrupted. What was finished stays; no half-written file is left.";
        } else if (status == ExitCode.INTERNAL_ERROR) {
            message = internalErrorMessage(error);
        } else {
            message = message(error);
        }
        console.fail(message);
        console.failure(status, message);
        if (console.verbosity().level() >= 2) {
            console.error(trace(error));
        }
        return status;
    }

    private static boolean isReaderGone(Throwable error) {
        return error instanceof StandardOutput.ReaderGoneException
                || (error.getCause() != null && isReaderGone(error.getCause()));
    }

    /** Returns the exit code that belongs to an error. */
    public static int status(Throwable error) {
        if (error instanceof UserError user) {
            return user.status();
        }
        if (error instanceof PipelineException refused) {
            return status(refused.reason());
        }
        if (error instanceof WeightFormatException) {
            return ExitCode.WEIGHTS;
        }
        if (error instanceof BackendException || error instanceof OutOfMemoryError) {
            return ExitCode.BACKEND;
        }
        if (error instanceof OutputException
                || error instanceof FileWriteException
                || error instanceof FileAlreadyExistsException) {
            return ExitCode.OUTPUT;
        }
        if (error instanceof InvalidPathException) {
            return ExitCode.INPUT;
        }
        if (error instanceof DatasetException || error instanceof ImageSizeException || error instanceof IOException) {
            return ExitCode.INPUT;
        }
        return ExitCode.INTERNAL_ERROR;
    }

    private static int status(PipelineException.Reason reason) {
        return switch (reason) {
            case REQUEST -> ExitCode.USAGE;
            case INPUT -> ExitCode.INPUT;
            case WEIGHTS -> ExitCode.WEIGHTS;
            case OUTPUT -> ExitCode.OUTPUT;
            case MEMORY -> ExitCode.BACKEND;
        };
    }

    /** Returns what a user should read about an error that is not an internal error. */
    public static String message(Throwable error) {
        if (error instanceof OutputException output && output.getCause() instanceof IOException cause) {
            return FileErrors.message(Outputs.failure(output.place(), cause));
        }
        if (error instanceof InvalidPathException invalid) {
            return invalid.getInput() + ": this name cannot be used here: " + invalid.getReason()
                    + ". Check the name, and that the locale has UTF-8 (LC_ALL=C.UTF-8).";
        }
        return FileErrors.message(error);
    }

    private static String internalErrorMessage(Throwable error) {
        String what = "this is an internal error: " + error + ".";
        try {
            Path file = Files.createTempFile("psfusion-error-", ".txt");
            Files.writeString(file, trace(error), StandardCharsets.UTF_8);
            return what + "\nPlease report it to the project (see CONTRIBUTING.md) with the file " + file + ".";
        } catch (IOException e) {
            return what + "\nPlease report it to the project (see CONTRIBUTING.md) with this trace:\n" + trace(error);
        }
    }

    private static String trace(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
