// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A text file that grows by whole lines, each of which is in the file when the call returns. In UTF-8. */
public final class LineFile implements Closeable {
    private final Path file;
    private final BufferedWriter writer;

    private LineFile(Path file, BufferedWriter writer) {
        this.file = file;
        this.writer = writer;
    }

    /**
     * Opens a file for appending; makes it where there is none. A last line that a kill or a full disk has cut short is ended, so
     * that the next one stands on a line of its own.
     *
     * @throws FileWriteException if that cannot be done
     */
    public static LineFile open(Path file) throws FileWriteException {
        try {
            LineFile opened = new LineFile(
                    file, Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
            if (isCut(file)) {
                opened.add("");
            }
            return opened;
        } catch (IOException e) {
            throw FileWriteException.of(file, e);
        }
    }

    private static boolean isCut(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            if (bytes.length() == 0) {
                return false;
            }
            bytes.seek(bytes.length() - 1);
            return bytes.read() != '\n';
        }
    }

    /**
     * Appends a line.
     *
     * @param line without its end
     * @throws FileWriteException if it cannot be written
     */
    public void add(String line) throws FileWriteException {
        try {
            writer.write(line);
            writer.write('\n');
            writer.flush();
        } catch (IOException e) {
            throw FileWriteException.of(file, e);
        }
    }

    @Override
    public void close() throws FileWriteException {
        try {
            writer.close();
        } catch (IOException e) {
            throw FileWriteException.of(file, e);
        }
    }
}
