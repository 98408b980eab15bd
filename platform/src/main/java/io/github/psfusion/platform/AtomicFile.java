// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Pattern;

/** Writes a file completely or not at all: under a temporary name in the same folder, which is then moved. */
public final class AtomicFile {
    private static final Pattern TEMPORARY =
            Pattern.compile("\\..+\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.part");

    /** Buffers go to the channel in pieces, because Java copies each piece that lies in its heap. */
    private static final int PIECE_BYTES = 1 << 20;

    private enum Durability {
        /** The system decides when the bytes reach the disk. */
        CACHED,
        /** The bytes and the new name are on the disk before the call returns. */
        FORCED
    }

    private AtomicFile() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes everything.
         *
         * @param channel an empty file, open for writing
         * @throws IOException if a source cannot be read or the channel cannot be written
         */
        void writeTo(FileChannel channel) throws IOException;
    }

    /**
     * Writes the bytes, replacing an older file; where that is a symbolic link, the file that it leads to. A crash of the
     * program leaves the older file or the new one; a loss of power shortly afterwards may leave neither.
     *
     * @param bytes the whole content; not changed
     * @throws IOException naming the file, if it cannot be written, its folder does not exist, or what is there is a folder
     *     or a device; the older file, if any, is then unchanged and no temporary file is left
     */
    public static void write(Path file, byte[] bytes) throws IOException {
        write(file, channel -> writeFully(channel, ByteBuffer.wrap(bytes)), Durability.CACHED);
    }

    /**
     * Writes the content as {@link #write(Path, byte[])} does, and forces it and its name to the disk, so that the file
     * survives a loss of power: for files that took hours to compute.
     *
     * @param content writes everything; what it throws is thrown on
     * @throws IOException as {@link #write(Path, byte[])} does
     */
    public static void writeDurably(Path file, Content content) throws IOException {
        write(file, content, Durability.FORCED);
    }

    private static void write(Path file, Content content, Durability durability) throws IOException {
        requireReplaceable(file);
        Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file;
        // A new file of the default permissions; one of Files.createTempFile would be readable by its owner alone.
        Path temporary = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            try (FileChannel channel = open(temporary, file)) {
                content.writeTo(channel);
                if (durability == Durability.FORCED) {
                    channel.force(true);
                }
            }
            move(temporary, target);
        } catch (IOException e) {
            throw named(file, temporary, e);
        } finally {
            Files.deleteIfExists(temporary);
        }
        if (durability == Durability.FORCED) {
            forceFolder(target);
        }
    }

    private static void requireReplaceable(Path file) throws FileSystemException {
        // Moving onto a device such as /dev/null would replace the device.
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    Files.isDirectory(file)
                            ? "is a folder; give the name of a file in it"
                            : "is not a regular file; write to a file, or to standard output");
        }
    }

    private static FileChannel open(Path temporary, Path file) throws IOException {
        try {
            return FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            throw because(
                    new NoSuchFileException(file.toString(), null, "its folder does not exist; make it first"), e);
        } catch (AccessDeniedException e) {
            throw because(new AccessDeniedException(file.toString(), null, "no permission to write there"), e);
        }
    }

    private static void move(Path temporary, Path target) throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            // Some network drives; the file is complete before the move in any case.
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Names the file in errors that name no file, such as "No space left on device", or the temporary one. */
    private static IOException named(Path file, Path temporary, IOException e) {
        boolean namesTemporary =
                e instanceof FileSystemException system && temporary.toString().equals(system.getFile());
        if (!namesTemporary && e.getClass() != IOException.class) {
            return e;
        }
        String reason = e instanceof FileSystemException system
                ? String.valueOf(system.getReason())
                : String.valueOf(e.getMessage());
        return because(new FileSystemException(file.toString(), null, reason + "; nothing was changed"), e);
    }

    private static IOException because(FileSystemException exception, IOException cause) {
        exception.initCause(cause);
        return exception;
    }

    /** Makes the new name itself survive a loss of power, where the system can open folders. */
    private static void forceFolder(Path target) {
        Path folder = target.toAbsolutePath().getParent();
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
            rest.limit(Math.min(end, rest.position() + PIECE_BYTES));
            while (rest.hasRemaining()) {
                var unused = channel.write(rest);
            }
        }
    }

    /** Returns whether a file has a temporary name: if no program is writing it, one was killed while it wrote. */
    public static boolean isTemporary(Path file) {
        Path name = file.getFileName();
        return name != null && TEMPORARY.matcher(name.toString()).matches();
    }
}
