// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** A folder of images on a local disk, in HDFS, or in an object store. */
interface ImageStore {
    /** Receives what a folder holds. */
    @FunctionalInterface
    interface Listing {
        /** Takes a file by its name, without its folder, and its size in bytes. */
        void file(String name, long bytes);
    }

    /**
     * Opens a folder, which need not exist.
     *
     * @param uri as {@link #uri} returns it, or as a user writes it: a path without a scheme is one of the default file system of Hadoop
     * @throws IOException if the file system is not known or cannot be reached
     */
    static ImageStore of(String uri, Configuration configuration) throws IOException {
        org.apache.hadoop.fs.Path place;
        try {
            place = new org.apache.hadoop.fs.Path(uri);
        } catch (IllegalArgumentException e) {
            throw new IOException(uri + ": is no URI of a folder: " + e.getMessage() + ".", e);
        }
        org.apache.hadoop.fs.FileSystem files;
        try {
            files = place.getFileSystem(configuration);
        } catch (org.apache.hadoop.fs.UnsupportedFileSystemException e) {
            throw unknownScheme(uri, e);
        } catch (RuntimeException e) {
            // Hadoop knows the names of some classes, that of s3a among them, without having their jars.
            if (e.getCause() instanceof ClassNotFoundException) {
                throw unknownScheme(uri, e);
            }
            throw e;
        }
        org.apache.hadoop.fs.Path whole = files.makeQualified(place);
        return whole.toUri().getScheme().equals("file")
                ? new LocalStore(Path.of(whole.toUri().getPath()))
                : new HadoopStore(whole, files, configuration);
    }

    private static IOException unknownScheme(String uri, Exception cause) {
        return new IOException(
                uri + ": no file system is known for this scheme. Add its jar, for s3a hadoop-aws (--packages"
                        + " org.apache.hadoop:hadoop-aws:VERSION).",
                cause);
    }

    /** Returns the whole address of the folder, without a slash at its end. */
    String uri();

    /** Returns the address of a file in the folder, for people. */
    default String uri(String name) {
        return uri() + "/" + name;
    }

    /**
     * Lists the files of the folder, not those of folders in it.
     *
     * @throws IOException if there is no such folder, or it cannot be read
     */
    void list(Listing listing) throws IOException;

    /** Returns whether the folder exists. */
    boolean exists() throws IOException;

    /** Makes the folder and those above it. */
    void make() throws IOException;

    /**
     * Returns where a file will be on this machine's disk.
     *
     * @param staging a folder for copies
     */
    Path local(String name, Path staging);

    /**
     * Brings a file to the place that {@link #local} returns.
     *
     * @throws IOException if there is no such file, or it cannot be read
     */
    void fetch(String name, Path staging) throws IOException;

    /** Deletes the copy of a file, if {@link #fetch} made one. */
    void release(String name, Path staging) throws IOException;

    /** Returns the content of a file; empty if there is none. */
    Optional<byte[]> read(String name) throws IOException;

    /**
     * Writes a file, replacing an older one. Readers see the older file or the whole new one, whenever this process ends.
     *
     * @param attempt a number that no other writer has at the same time
     */
    void write(String name, byte[] bytes, long attempt) throws IOException;

    /** Deletes what killed writers left; there must be no other writer. */
    void sweep() throws IOException;
}
