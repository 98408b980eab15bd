// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Keeps a second training out of a run folder, by a lock of the operating system on {@code run.lock}.
 *
 * <p>The system releases the lock of a process that ends, however it ends, so that a lock never outlives its training. The file
 * itself stays: a training that waits to open it must find the one that another has locked.
 */
public final class RunLock implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RunLock.class.getName());

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Locks a folder.
     *
     * @param folder exists
     * @return empty if another training has locked it
     * @throws IOException if the file of the lock cannot be made
     */
    public static Optional<RunLock> of(RunFolder folder) throws IOException {
        Path file = folder.lock();
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, "it is not a regular file; remove it");
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            FileLock lock = channel.tryLock();
            locked = lock != null;
        } catch (OverlappingFileLockException e) {
            LOG.log(System.Logger.Level.DEBUG, "locked by this process: {0}", file);
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    file + ": the file system has no locks (" + e.getMessage()
                            + "). Make sure that no second training uses this folder.");
            locked = true;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        return locked ? Optional.of(new RunLock(channel)) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        channel.close(); // releases the lock
    }
}
