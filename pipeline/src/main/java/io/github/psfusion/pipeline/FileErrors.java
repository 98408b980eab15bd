// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.platform.FileWriteException;
import io.github.psfusion.platform.PrintableText;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Errors of files in words; the file exceptions of the JDK have only a path as their message. */
public final class FileErrors {
    private FileErrors() {}

    /** Returns why the file system refused. */
    public static String reason(Exception error) {
        if (error instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (error instanceof AccessDeniedException) {
            return "no permission";
        }
        if (error instanceof NotDirectoryException) {
            return "it is not a folder";
        }
        if (error instanceof FileAlreadyExistsException) {
            return "a file of this name exists";
        }
        if (error instanceof FileSystemException files && files.getReason() != null) {
            return files.getReason();
        }
        return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    }

    /** Returns what a user should read about an error that is not an internal one. */
    public static String message(Throwable error) {
        if (error instanceof FileWriteException || error instanceof FileAlreadyExistsException) {
            return notWritten(((FileSystemException) error).getFile(), (FileSystemException) error);
        }
        if (error instanceof FileSystemException files && files.getFile() != null) {
            return PrintableText.name(files.getFile()) + ": " + reason(files) + ". Check the name and the permissions.";
        }
        if (error instanceof OutOfMemoryError
                && String.valueOf(error.getMessage()).contains("native thread")) {
            return "no thread can be started (" + error.getMessage()
                    + "). Raise the limit of processes (ulimit -u), or end other programs.";
        }
        if (error instanceof OutOfMemoryError) {
            return "out of memory in Java (" + error.getMessage()
                    + "). Use smaller images, or give more with JAVA_OPTS=-Xmx8g.";
        }
        return String.valueOf(error.getMessage());
    }

    /**
     * Returns what a user should read about a result that could not be written.
     *
     * @param place the result
     */
    public static String notWritten(String place, Exception cause) {
        return PrintableText.name(place) + " cannot be written: " + reason(cause) + ". " + remedy(cause);
    }

    private static String remedy(Exception cause) {
        if (cause instanceof FileAlreadyExistsException) {
            return "Replace it with --overwrite, or name another place for the results.";
        }
        FileWriteException.Obstacle obstacle =
                cause instanceof FileWriteException written ? written.obstacle() : FileWriteException.Obstacle.OTHER;
        return switch (obstacle) {
            case SPACE -> "Make room on that disk, or name another folder for the results.";
            case NAME -> "Choose a shorter name for the result, or for the source images that name it.";
            case OTHER -> "Name another place for the results, or change the permissions.";
        };
    }
}
