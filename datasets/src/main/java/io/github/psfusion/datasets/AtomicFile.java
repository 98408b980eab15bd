// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file whole or not at all: under a hidden name in the same folder first, then moved. */
final class AtomicFile {
    private AtomicFile() {}

    /**
     * Writes the bytes, replacing an older file. A file that a killed program left under the hidden name is replaced too.
     *
     * @throws IOException naming the file, if it cannot be written; nothing is then left of it
     */
    static void write(Path file, byte[] bytes) throws IOException {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            Files.write(temporary, bytes);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) { // such as "No space left on device", which names no file
            throw new IOException(file + ": could not be written (" + e.getMessage() + ").", e);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
