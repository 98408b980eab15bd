// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/** Writes files whole or not at all, so that a crash, a full disk or a kill leaves the earlier file as it was. */
public final class AtomicFile {
    /** Buffers go to the channel in pieces, because Java copies each piece that lies in its heap. */
    private static final int PIECE = 1 << 20;

    private AtomicFile() {}

    /** Writes the content. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes everything.
         *
         * @param channel an empty file, open for writing
         */
        void writeTo(FileChannel channel) throws IOException;
    }

    /**
     * Writes a temporary file in the same folder, forces it to the disk, and moves it to its final name, replacing what was
     * there. On failure the temporary file is deleted.
     */
    public static void write(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        Path name = target.getFileName();
        if (name == null || Files.isDirectory(target)) {
            throw new IOException(file + ": is a folder; name a file to write.");
        }
        // A plain new file, not one of Files.createTempFile: that would be readable by its owner alone.
        String suffix = Long.toHexString(ThreadLocalRandom.current().nextLong());
        Path temporary = target.resolveSibling("." + name + "." + suffix + ".tmp");
        boolean moved = false;
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.writeTo(channel);
                channel.force(true);
            }
            move(temporary, target);
            moved = true;
        } finally {
            if (!moved) {
                Files.deleteIfExists(temporary);
            }
        }
        forceFolder(target);
    }

    private static void move(Path temporary, Path target) throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            // Some network drives; the file is complete before the move in any case.
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Makes the new name itself last through a loss of power, where the system can open folders. */
    private static void forceFolder(Path target) {
        Path folder = target.getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows cannot open folders, and some file systems cannot force them: the file itself is safe.
            return;
        }
    }

    /** Writes all remaining bytes of a buffer, whose position is not changed. */
    public static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        ByteBuffer rest = bytes.duplicate();
        int end = rest.limit();
        while (rest.position() < end) {
            rest.limit(Math.min(end, rest.position() + PIECE));
            while (rest.hasRemaining()) {
                var unused = channel.write(rest);
            }
        }
    }
}
