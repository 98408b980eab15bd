// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

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
        if (error instanceof FileSystemException files && files.getFile() != null) {
            return files.getFile() + ": " + reason(files) + ". Check the name and the permissions.";
        }
        if (error instanceof OutOfMemoryError) {
            return "out of memory in Java (" + error.getMessage()
                    + "). Use smaller images, or give more with JAVA_OPTS=-Xmx8g.";
        }
        return String.valueOf(error.getMessage());
    }
}
