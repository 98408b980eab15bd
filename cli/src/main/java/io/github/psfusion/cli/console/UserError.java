// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import io.github.psfusion.pipeline.FileErrors;
import java.nio.file.Path;

/**
 * The user asked for something that cannot be done; the message states what and where, what was found against what was
 * expected, and what to do.
 */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private UserError(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    private UserError(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Options that contradict each other, are missing, or have values out of range. */
    public static UserError usage(String message) {
        return new UserError(ExitCode.USAGE, message);
    }

    /** An input that is missing or unfit. */
    public static UserError input(String message) {
        return new UserError(ExitCode.INPUT, message);
    }

    /** Weights that are missing or unfit. */
    public static UserError weights(String message) {
        return new UserError(ExitCode.WEIGHTS, message);
    }

    /** A result that cannot be written. */
    public static UserError output(String message) {
        return new UserError(ExitCode.OUTPUT, message);
    }

    /** A result that cannot be written, with the cause. */
    static UserError output(String message, Throwable cause) {
        return new UserError(ExitCode.OUTPUT, message, cause);
    }

    /** A result that could not be written for a reason that the file system gave. */
    public static UserError output(Path file, Exception cause) {
        return new UserError(ExitCode.OUTPUT, FileErrors.notWritten(file.toString(), cause), cause);
    }

    /** Returns the exit code that belongs to the error. */
    public int status() {
        return status;
    }

    /** Returns in words why the file system refused; file exceptions of the JDK have only a path as their message. */
    public static String reason(Exception cause) {
        return FileErrors.reason(cause);
    }
}
