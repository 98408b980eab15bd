// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Writes a file completely or not at all: under a temporary name in the same folder, which is then moved.
 *
 * <p>The temporary name is short and does not depend on the file's, so that every name that the file system allows can be written.
 * A process that is killed leaves its temporary file; {@link #sweep} deletes it later.
 */
public final class AtomicFile {
    /** The second form is that of earlier versions, which may have left files. */
    private static final Pattern TEMPORARY =
            Pattern.compile("\\.psfusion-[0-9a-f]{32}\\.part|\\..+\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.part");

    /** Buffers go to the channel in pieces, because Java copies each piece that lies in its heap. */
    private static final int PIECE_BYTES = 1 << 20;

    /** What this process is writing: the process is a whole, and a signal may end it at any time. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    /**
     * An age at which no living process writes a temporary file any more: the largest files, checkpoints, take seconds, on a busy
     * network drive minutes.
     */
    public static final Duration SURELY_DEAD = Duration.ofMinutes(10);

    private enum Durability {
        /** The system decides when the bytes reach the disk. */
        CACHED,
        /** The bytes and the new name are on the disk before the call returns. */
        FORCED
    }

    private enum Existing {
        /** An older file is replaced. */
        REPLACE,
        /** An older file is kept, and writing fails. */
        KEEP
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
     * @throws FileWriteException naming the file, if it cannot be written, its folder does not exist, or what is there is a folder
     *     or a device; the older file, if any, is then unchanged and no temporary file is left
     */
    public static void write(Path file, byte[] bytes) throws IOException {
        write(file, channel -> writeFully(channel, ByteBuffer.wrap(bytes)), Durability.CACHED, Existing.REPLACE);
    }

    /**
     * Writes the bytes as {@link #write(Path, byte[])} does if there is no such file: of several processes that write the same file
     * one succeeds, also where all of them found none at first.
     *
     * @throws FileAlreadyExistsException if there is such a file, which is unchanged
     * @throws FileWriteException as {@link #write(Path, byte[])} does
     */
    public static void create(Path file, byte[] bytes) throws IOException {
        write(file, channel -> writeFully(channel, ByteBuffer.wrap(bytes)), Durability.CACHED, Existing.KEEP);
    }

    /** Writes a file. */
    @FunctionalInterface
    public interface Writing {
        /**
         * Writes the file, as a whole.
         *
         * @param file a name in the folder of the final one
         * @throws IOException if that cannot be done
         */
        void write(Path file) throws IOException;
    }

    /**
     * Lets a file be written under a temporary name and gives it its name as {@link #create(Path, byte[])} does: for writers that
     * take the name of a file.
     *
     * @throws FileAlreadyExistsException if there is such a file, which is unchanged
     * @throws FileWriteException if it cannot be written
     */
    public static void create(Path file, Writing writing) throws IOException {
        publish(file, Existing.KEEP, writing);
    }

    /**
     * Writes the content as {@link #write(Path, byte[])} does, and forces it and its name to the disk, so that the file
     * survives a loss of power: for files that took hours to compute.
     *
     * @param content writes everything; what it throws is thrown on
     * @throws FileWriteException as {@link #write(Path, byte[])} does
     */
    public static void writeDurably(Path file, Content content) throws IOException {
        write(file, content, Durability.FORCED, Existing.REPLACE);
    }

    private static void write(Path file, Content content, Durability durability, Existing existing) throws IOException {
        Path target = publish(file, existing, temporary -> {
            // A new file of the default permissions; one of Files.createTempFile would be readable by its owner alone.
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.writeTo(channel);
                if (durability == Durability.FORCED) {
                    channel.force(true);
                }
            }
        });
        if (durability == Durability.FORCED) {
            forceFolder(target);
        }
    }

    /** Writes a temporary file and gives it its name; returns the file that was written, behind symbolic links. */
    private static Path publish(Path file, Existing existing, Writing writing) throws IOException {
        Path target = target(file, existing);
        Path temporary = target.resolveSibling(
                ".psfusion-" + UUID.randomUUID().toString().replace("-", "") + ".part");
        OPEN.add(temporary.toAbsolutePath());
        try {
            writing.write(temporary);
            if (existing == Existing.REPLACE) {
                move(temporary, target);
            } else {
                link(temporary, target);
            }
        } catch (FileAlreadyExistsException e) {
            throw existing == Existing.KEEP ? exists(file) : FileWriteException.of(file, e);
        } catch (IOException e) {
            throw concerns(temporary, e) ? FileWriteException.renamed(file, e) : e;
        } finally {
            deleteQuietly(temporary);
            OPEN.remove(temporary.toAbsolutePath());
        }
        return target;
    }

    /** Returns the file to write, behind symbolic links, before anything costs time. */
    private static Path target(Path file, Existing existing) throws IOException {
        BasicFileAttributes found;
        try {
            found = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            if (Files.isSymbolicLink(file)) {
                throw new FileWriteException(
                        file,
                        "is a symbolic link to a file that does not exist; name that file, or remove the link",
                        FileWriteException.Obstacle.OTHER);
            }
            return file;
        } catch (IOException e) {
            throw FileWriteException.of(file, e);
        }
        if (!found.isRegularFile()) {
            // Moving onto a device such as /dev/null would replace the device.
            throw new FileWriteException(
                    file,
                    found.isDirectory()
                            ? "is a folder; give the name of a file in it"
                            : "is not a regular file; write to a file, or to standard output",
                    FileWriteException.Obstacle.OTHER);
        }
        if (existing == Existing.KEEP) {
            throw exists(file);
        }
        return Files.isSymbolicLink(file) ? file.toRealPath() : file;
    }

    private static FileAlreadyExistsException exists(Path file) {
        return new FileAlreadyExistsException(file.toString(), null, "a file of this name exists and is kept");
    }

    private static void move(Path temporary, Path target) throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            // Some network drives; the file is complete before the move in any case.
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Gives the file its name if that is free, in one step: Java cannot move without replacing. */
    private static void link(Path temporary, Path target) throws IOException {
        try {
            Files.createLink(target, temporary);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            // FAT and some network drives have no hard links. Java looks whether the name is free, then moves.
            Files.move(temporary, target);
        }
    }

    /** Returns whether an error is one of writing; those of the content's sources name a file of theirs. */
    private static boolean concerns(Path temporary, IOException e) {
        return e instanceof FileSystemException system
                ? temporary.toString().equals(system.getFile())
                : e.getClass() == IOException.class;
    }

    private static void deleteQuietly(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            return; // what kept the file from being written is reported, and may keep it from being deleted
        }
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

    /**
     * Makes a folder and those above it, as {@link Files#createDirectories} does.
     *
     * @throws FileWriteException naming the folder, if that cannot be done
     */
    public static void makeFolder(Path folder) throws FileWriteException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw FileWriteException.of(folder, e);
        }
    }

    /**
     * Deletes temporary files that a killed process left in a folder. A folder that is missing or cannot be read has none.
     *
     * @param age files that were written to within this time are kept, because a living process may be writing them; zero where the
     *     caller knows that there is no other
     * @throws FileWriteException if one cannot be deleted
     */
    public static void sweep(Path folder, Duration age) throws FileWriteException {
        Instant oldest = Instant.now().minus(age);
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, AtomicFile::isTemporary)) {
            files.forEach(found::add);
        } catch (IOException | DirectoryIteratorException e) {
            return;
        }
        for (Path file : found) {
            if (!OPEN.contains(file.toAbsolutePath())) {
                deleteUpTo(oldest, file);
            }
        }
    }

    private static void deleteUpTo(Instant time, Path file) throws FileWriteException {
        try {
            if (!Files.getLastModifiedTime(file).toInstant().isAfter(time)) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            return; // its process has finished it
        } catch (IOException e) {
            throw FileWriteException.of(file, e);
        }
    }

    /** Deletes the temporary files of this process, which is about to end and does not finish them. */
    public static void abandon() {
        OPEN.forEach(AtomicFile::deleteQuietly);
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
