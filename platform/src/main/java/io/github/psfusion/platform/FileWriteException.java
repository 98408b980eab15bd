// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A file or folder could not be written. Its class distinguishes it from an input that could not be read, for which the system
 * gives the same errors.
 */
public final class FileWriteException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    /** What most file systems allow for one name. */
    private static final int MOST_NAME_BYTES = 255;

    /** Less than one block of a disk: it is full. */
    private static final int BLOCK_BYTES = 4096;

    private final Obstacle obstacle;

    /** What is in the way, as far as it decides what the user can do. */
    public enum Obstacle {
        /** The disk is full, or the user's share of it. */
        SPACE,
        /** The name is longer than the file system allows. */
        NAME,
        /** Anything else; the reason describes it. */
        OTHER
    }

    FileWriteException(Path file, String reason, Obstacle obstacle) {
        super(file.toString(), null, reason);
        this.obstacle = obstacle;
    }

    /**
     * Returns the exception for an error of the system.
     *
     * @param file what was to be written; the error may name another file, such as a temporary one, or none
     */
    public static FileWriteException of(Path file, IOException error) {
        if (error instanceof FileWriteException written) {
            return written;
        }
        FileWriteException exception;
        if (nameTooLong(file, error)) {
            exception = new FileWriteException(file, lengths(file), Obstacle.NAME);
        } else if (outOfSpace(file, error)) {
            exception = new FileWriteException(file, text(error), Obstacle.SPACE);
        } else {
            exception = new FileWriteException(file, reason(error), Obstacle.OTHER);
        }
        exception.initCause(error);
        return exception;
    }

    /** Returns the exception for an error of a temporary file, with the name of the file that it would become. */
    static FileWriteException renamed(Path file, IOException error) {
        if (!(error instanceof FileWriteException temporary)) {
            return of(file, error);
        }
        FileWriteException exception =
                new FileWriteException(file, String.valueOf(temporary.getReason()), temporary.obstacle);
        exception.initCause(error);
        return exception;
    }

    /** Returns what is in the way. */
    public Obstacle obstacle() {
        return obstacle;
    }

    private static String reason(IOException error) {
        if (error instanceof NoSuchFileException) {
            return "its folder does not exist; make it first";
        }
        if (error instanceof AccessDeniedException) {
            return "no permission to write there";
        }
        if (error instanceof FileAlreadyExistsException) {
            return "a file of this name exists";
        }
        if (error instanceof FileSystemLoopException) {
            return "symbolic links lead in a circle";
        }
        return text(error);
    }

    private static String text(IOException error) {
        String text = error instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : error.getMessage();
        return text == null ? error.getClass().getSimpleName() : text;
    }

    private static boolean nameTooLong(Path file, IOException error) {
        return nameBytes(file) > MOST_NAME_BYTES
                || text(error).toLowerCase(Locale.ROOT).contains("name too long");
    }

    /** The system's text is in the language of the user; then the free space decides. */
    private static boolean outOfSpace(Path file, IOException error) {
        String text = text(error);
        if (text.contains("No space left") || text.contains("quota exceeded")) {
            return true;
        }
        Path folder = file.toAbsolutePath().getParent();
        try {
            return folder != null && Files.getFileStore(folder).getUsableSpace() < BLOCK_BYTES;
        } catch (IOException e) {
            return false; // not even the folder is there
        }
    }

    private static String lengths(Path file) {
        int bytes = nameBytes(file);
        return bytes > MOST_NAME_BYTES
                ? "its name has " + bytes + " bytes, and file systems allow " + MOST_NAME_BYTES
                : "its name (" + bytes + " bytes) or its path ("
                        + file.toAbsolutePath().toString().getBytes(nameCharset()).length
                        + " bytes) is longer than this file system allows";
    }

    private static int nameBytes(Path file) {
        Path name = file.getFileName();
        return name == null ? 0 : name.toString().getBytes(nameCharset()).length;
    }

    private static Charset nameCharset() {
        try {
            return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
