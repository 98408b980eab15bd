// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import io.github.psfusion.platform.AtomicFile;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A folder on a disk that the driver and all executors have: Hadoop's own local file system writes a checksum file beside each file. */
final class LocalStore implements ImageStore {
    private final Path folder;

    LocalStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public String uri() {
        return "file:" + folder;
    }

    @Override
    public void list(Listing listing) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(uri() + ": there is no such folder. Check the path; all machines must have it.");
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, entry -> !Files.isDirectory(entry))) {
            for (Path entry : entries) {
                // A link that leads nowhere stays in the list, so that it is reported when it is read.
                listing.file(String.valueOf(entry.getFileName()), Files.exists(entry) ? Files.size(entry) : 0);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    @Override
    public boolean exists() {
        return Files.isDirectory(folder);
    }

    @Override
    public void make() throws IOException {
        AtomicFile.makeFolder(folder);
    }

    @Override
    public Path local(String name, Path staging) {
        return folder.resolve(name);
    }

    @Override
    public void fetch(String name, Path staging) {
        // It is there.
    }

    @Override
    public void release(String name, Path staging) {
        // It stays.
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    @Override
    public void write(String name, byte[] bytes, long attempt) throws IOException {
        AtomicFile.write(folder.resolve(name), bytes);
    }

    @Override
    public void sweep() throws IOException {
        AtomicFile.sweep(folder, Duration.ZERO);
    }
}
