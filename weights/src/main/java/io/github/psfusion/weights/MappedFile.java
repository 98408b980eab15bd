// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights;

import io.github.psfusion.tensors.BackendException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file, mapped into memory.
 *
 * <p>After closing no further parts are returned. Earlier ones stay valid: Java releases a mapping when nothing refers to it
 * any more, never under a live buffer.
 */
public final class MappedFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final @Nullable MappedByteBuffer whole;

    private MappedFile(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        this.size = channel.size();
        this.whole = size <= Integer.MAX_VALUE ? channel.map(MapMode.READ_ONLY, 0, size) : null;
    }

    /**
     * Opens a file.
     *
     * @throws NoSuchFileException if there is none
     * @throws WeightFormatException if it is a folder, a pipe or a device
     */
    public static MappedFile open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            if (!Files.exists(file)) {
                throw new NoSuchFileException(file.toString());
            }
            // A pipe would wait for ever.
            throw new WeightFormatException(
                    file, (Files.isDirectory(file) ? "is a folder" : "is not a regular file") + ", not a weight file.");
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new MappedFile(file, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            if (e.getCause() instanceof OutOfMemoryError) {
                throw new BackendException(
                        file + ": too few addresses are left to map it. Raise the limit of the process (ulimit -v).",
                        e);
            }
            throw e;
        }
    }

    /** Returns the file. */
    public Path path() {
        return path;
    }

    /** Returns the number of bytes when it was opened. */
    public long size() {
        return size;
    }

    /**
     * Returns a part of the file, read-only and little-endian.
     *
     * @param offset first byte, from 0
     * @param length number of bytes, at most 2^31 - 1
     * @throws WeightFormatException if the file ends before
     * @throws IllegalStateException after closing
     */
    public ByteBuffer part(long offset, long length) throws IOException {
        if (!channel.isOpen()) {
            throw new IllegalStateException(path + " has been closed");
        }
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new WeightFormatException(
                    path,
                    length + " bytes expected at offset " + offset + ", but the file ends at " + size
                            + ". It seems to be cut off; copy or download it again.");
        }
        if (length > Integer.MAX_VALUE) {
            throw new WeightFormatException(
                    path, length + " bytes at offset " + offset + " exceed the 2 GiB that one tensor may take.");
        }
        ByteBuffer part = whole != null
                ? whole.slice((int) offset, (int) length)
                : channel.map(MapMode.READ_ONLY, offset, length);
        return part.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
