// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * A folder of a file system of Hadoop. In HDFS, and where else a name can be changed in one step, a file gets its name when it is
 * complete; object stores show an object when it is complete, and would copy it for another name.
 */
final class HadoopStore implements ImageStore {
    /** Stores in which an object appears as a whole when its writer closes it. */
    private static final Set<String> OBJECT_STORES = Set.of("s3a", "s3", "s3n", "gs", "oss", "cosn", "obs", "swift");

    private static final Pattern TEMPORARY = Pattern.compile("\\..+\\.attempt-[0-9]+\\._COPYING_");

    private final org.apache.hadoop.fs.Path folder;
    private final FileSystem files;
    private final Configuration configuration;

    HadoopStore(org.apache.hadoop.fs.Path folder, FileSystem files, Configuration configuration) {
        this.folder = folder;
        this.files = files;
        this.configuration = configuration;
    }

    @Override
    public String uri() {
        return folder.toString();
    }

    /** A name may hold a colon, which a path of one part may not. */
    private org.apache.hadoop.fs.Path file(String name) {
        return new org.apache.hadoop.fs.Path(
                folder.toUri().getScheme(),
                folder.toUri().getAuthority(),
                folder.toUri().getPath() + "/" + name);
    }

    @Override
    public void list(Listing listing) throws IOException {
        if (!exists()) {
            throw new IOException(uri() + ": there is no such folder. Check the address.");
        }
        RemoteIterator<FileStatus> entries = files.listStatusIterator(folder);
        while (entries.hasNext()) {
            FileStatus entry = entries.next();
            if (entry.isFile()) {
                listing.file(entry.getPath().getName(), entry.getLen());
            }
        }
    }

    @Override
    public boolean exists() throws IOException {
        return files.exists(folder);
    }

    @Override
    public void make() throws IOException {
        if (!files.mkdirs(folder)) {
            throw new IOException(uri() + ": the folder cannot be made. Name another place for the results.");
        }
    }

    @Override
    public Path local(String name, Path staging) {
        return staging.resolve(name);
    }

    @Override
    public void fetch(String name, Path staging) throws IOException {
        try (InputStream content = files.open(file(name));
                OutputStream copy = Files.newOutputStream(local(name, staging))) {
            content.transferTo(copy);
        }
    }

    @Override
    public void release(String name, Path staging) throws IOException {
        Files.deleteIfExists(local(name, staging));
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
        org.apache.hadoop.fs.Path file = file(name);
        if (!files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream content = files.open(file)) {
            return Optional.of(content.readAllBytes());
        }
    }

    @Override
    public void write(String name, byte[] bytes, long attempt) throws IOException {
        if (OBJECT_STORES.contains(folder.toUri().getScheme())) {
            put(file(name), bytes);
            return;
        }
        org.apache.hadoop.fs.Path temporary = file("." + name + ".attempt-" + attempt + "._COPYING_");
        try {
            put(temporary, bytes);
            rename(temporary, file(name));
        } catch (IOException e) {
            deleteQuietly(temporary);
            throw e;
        }
    }

    private void put(org.apache.hadoop.fs.Path file, byte[] bytes) throws IOException {
        try (FSDataOutputStream out = files.create(file, /* overwrite= */ true)) {
            out.write(bytes);
        }
    }

    private void rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to) throws IOException {
        try {
            FileContext.getFileContext(folder.toUri(), configuration).rename(from, to, Options.Rename.OVERWRITE);
        } catch (UnsupportedFileSystemException e) {
            // A file system without the newer interface of Hadoop cannot replace in one step.
            if (!files.rename(from, to)) {
                var unused = files.delete(to, /* recursive= */ false);
                if (!files.rename(from, to)) {
                    throw new IOException(to + ": the file cannot get its name.", e);
                }
            }
        }
    }

    private void deleteQuietly(org.apache.hadoop.fs.Path file) {
        try {
            var unused = files.delete(file, /* recursive= */ false);
        } catch (IOException e) {
            return; // what kept the file from being written is reported
        }
    }

    @Override
    public void sweep() throws IOException {
        if (OBJECT_STORES.contains(folder.toUri().getScheme())) {
            return;
        }
        RemoteIterator<FileStatus> entries = files.listStatusIterator(folder);
        while (entries.hasNext()) {
            FileStatus entry = entries.next();
            if (entry.isFile() && TEMPORARY.matcher(entry.getPath().getName()).matches()) {
                var unused = files.delete(entry.getPath(), /* recursive= */ false);
            }
        }
    }
}
