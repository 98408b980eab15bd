// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a file whole or not at all: under another name in the same folder first, then moved. */
final class AtomicFile {
    private AtomicFile() {}

    /**
     * Writes the bytes, replacing an older file.
     *
     * @throws IOException naming the file; the older file, if any, is then untouched and nothing is left beside it
     */
    static void write(Path file, byte[] bytes) throws IOException {
        // Moving onto a device such as /dev/null would replace the device.
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    Files.isDirectory(file)
                            ? "is a folder; give the name of a file in it"
                            : "is not a regular file; write to a file, or to standard output");
        }
        Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file;
        Path temporary = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.write(temporary, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            throw because(
                    new NoSuchFileException(file.toString(), null, "its folder does not exist; make it first"), e);
        } catch (AccessDeniedException e) {
            throw because(new AccessDeniedException(file.toString(), null, "no permission to write there"), e);
        } catch (IOException e) { // such as "No space left on device", which names no file
            throw new IOException(file + ": could not be written (" + e.getMessage() + "), and nothing was changed", e);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** The system's own exception names the temporary file, which nobody knows. */
    private static IOException because(FileSystemException exception, IOException cause) {
        exception.initCause(cause);
        return exception;
    }
}
