// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.evaluation.OutputException;
import io.github.psfusion.networks.psfusion.ImageSizeException;
import io.github.psfusion.tensors.EngineException;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Turns what was thrown into a message for the user and an exit status. */
public final class ErrorReport {
    private ErrorReport() {}

    /**
     * Reports an error and returns the exit status that belongs to it.
     *
     * @param error whatever a verb threw
     */
    public static int of(Throwable error, Session session) {
        Console console = session.console();
        int status = session.cancellation().requested() ? session.cancellation().status() : status(error);
        String message;
        if (session.cancellation().requested()) {
            message = "interrupted. What was finished stays; no half-written file is left.";
        } else if (status == ExitStatus.FAULT) {
            message = faultMessage(error);
        } else {
            message = message(error);
        }
        console.fail(message);
        console.failure(status, message);
        if (console.talk().verbosity() >= 2) {
            console.error(trace(error));
        }
        return status;
    }

    /** Returns the exit status that belongs to an error. */
    public static int status(Throwable error) {
        if (error instanceof UserError user) {
            return user.status();
        }
        if (error instanceof WeightFormatException) {
            return ExitStatus.WEIGHTS;
        }
        if (error instanceof EngineException || error instanceof OutOfMemoryError) {
            return ExitStatus.ENGINE;
        }
        if (error instanceof OutputException) {
            return ExitStatus.OUTPUT;
        }
        if (error instanceof DatasetException || error instanceof ImageSizeException || error instanceof IOException) {
            return ExitStatus.INPUT;
        }
        return ExitStatus.FAULT;
    }

    /** Returns what a user should read about an error that is not a fault of the program. */
    public static String message(Throwable error) {
        if (error instanceof OutputException output && output.getCause() instanceof IOException cause) {
            return message(Outputs.failure(output.place(), cause));
        }
        if (error instanceof FileSystemException files && files.getFile() != null) {
            return files.getFile() + ": " + UserError.reason(files) + ". Check the name and the permissions.";
        }
        if (error instanceof OutOfMemoryError) {
            return "out of memory in Java (" + error.getMessage()
                    + "). Use smaller images, or give more with JAVA_OPTS=-Xmx8g.";
        }
        return String.valueOf(error.getMessage());
    }

    private static String faultMessage(Throwable error) {
        String what = "this is a fault of the program: " + error + ".";
        try {
            Path file = Files.createTempFile("psfusion-fault-", ".txt");
            Files.writeString(file, trace(error), StandardCharsets.UTF_8);
            return what + "\nPlease report it to the project, as CONTRIBUTING.md says, with the file " + file + ".";
        } catch (IOException e) {
            return what + "\nPlease report it to the project, as CONTRIBUTING.md says, with this trace:\n"
                    + trace(error);
        }
    }

    private static String trace(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
