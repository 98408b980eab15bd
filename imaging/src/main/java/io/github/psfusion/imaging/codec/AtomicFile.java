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
import java.util.regex.Pattern;

/** Writes a file, of images or of anything else, whole or not at all: under another name in the same folder, then moved. */
public final class AtomicFile {
    private static final Pattern TEMPORARY =
            Pattern.compile("\\..+\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.part");

    private AtomicFile() {}

    /**
     * Writes the bytes, replacing an older file; where that is a symbolic link, the file that it leads to.
     *
     * @param bytes the whole content; not changed
     * @throws IOException naming the file, if it cannot be written, its folder does not exist, or what is there is a folder
     *     or a device; the older file, if any, is then untouched and nothing is left beside it
     */
    public static void write(Path file, byte[] bytes) throws IOException {
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

    /** Returns whether a file has a name from before its move: if no program is writing it, one was killed there. */
    public static boolean isTemporary(Path file) {
        Path name = file.getFileName();
        return name != null && TEMPORARY.matcher(name.toString()).matches();
    }
}
