// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server.work;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.imaging.radiometric.RadiometricFile;
import io.github.psfusion.server.http.RequestException;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The images of a request as files of a file system in memory, under names of the server: the pipeline reads files, and nothing of a
 * client shall reach the disk. Closing it frees the memory.
 */
public final class UploadedImages implements AutoCloseable {
    /** The part with the infrared image; it may hold both images of a pair if it is radiometric. */
    public static final String INFRARED = "infrared";
    /** The part with the visible image. */
    public static final String VISIBLE = "visible";
    /** The part with a fused image to score. */
    public static final String FUSED = "fused";
    /** The part with any image, to inspect. */
    public static final String IMAGE = "image";

    private final FileSystem memory;
    private final Path root;
    private final Map<String, byte[]> images;
    private final DecodeLimits limits;
    private long pixels;

    private UploadedImages(FileSystem memory, Map<String, byte[]> images, DecodeLimits limits) {
        this.limits = limits;
        this.memory = memory;
        this.images = Map.copyOf(images);
        root = memory.getPath("");
    }

    /**
     * Takes images.
     *
     * @param images content by the name of the part
     * @param limits of each image; checked against the headers, nothing is decoded
     * @throws IOException if one is no image, or exceeds a limit
     */
    public static UploadedImages of(Map<String, byte[]> images, DecodeLimits limits) throws IOException {
        UploadedImages made = new UploadedImages(
                Jimfs.newFileSystem(Configuration.unix().toBuilder()
                        .setWorkingDirectory("/")
                        .build()),
                images,
                limits);
        boolean complete = false;
        try {
            made.store();
            complete = true;
            return made;
        } finally {
            if (!complete) {
                made.close();
            }
        }
    }

    private void store() throws IOException {
        for (Map.Entry<String, byte[]> image : images.entrySet()) {
            Path file = place(image.getKey());
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            Files.write(file, image.getValue());
            ImageSize size = ImageFiles.size(file, limits);
            pixels += (long) size.width() * size.height();
        }
    }

    private Path place(String part) {
        // Fused images are found by the names of their pairs in a folder.
        return part.equals(FUSED) ? fusedFolder().resolve(FUSED + ".png") : root.resolve(part);
    }

    /** Returns how many pixels all images have together, by their headers. */
    public long pixels() {
        return pixels;
    }

    /** Returns the file of a part. */
    Path file(String part) {
        return place(part);
    }

    /** Returns the content of a part. */
    byte[] content(String part) {
        byte[] content = images.get(part);
        if (content == null) {
            throw new IllegalArgumentException("there is no part " + part);
        }
        return content;
    }

    /** Returns the folder of the fused image. */
    Path fusedFolder() {
        return root.resolve(FUSED);
    }

    /** Returns a folder for results, which need not exist. */
    Path resultFolder() {
        return root.resolve("results");
    }

    /**
     * Returns the pair.
     *
     * @throws RequestException if a part is missing; only a radiometric file holds both images
     * @throws IOException if the infrared image alone cannot be read
     */
    PairFiles pair() throws RequestException, IOException {
        require(INFRARED);
        if (!images.containsKey(VISIBLE)
                && RadiometricFile.read(file(INFRARED), limits).isPresent()) {
            return PairFiles.of(FUSED, file(INFRARED), file(INFRARED));
        }
        require(VISIBLE);
        return PairFiles.of(FUSED, file(INFRARED), file(VISIBLE));
    }

    /**
     * Makes sure that a part is there.
     *
     * @throws RequestException if it is missing
     */
    void require(String part) throws RequestException {
        if (!images.containsKey(part)) {
            throw new RequestException(
                    RequestException.BAD_REQUEST, "the part " + part + " is missing: an image file as form data.");
        }
    }

    @Override
    public void close() {
        try {
            memory.close();
        } catch (IOException e) {
            throw new IllegalStateException("a file system in memory cannot be closed", e);
        }
    }
}
