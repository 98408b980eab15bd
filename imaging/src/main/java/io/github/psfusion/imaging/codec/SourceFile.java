// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The bytes of an image file, whose format is known by the first ones.
 *
 * <p>They are read completely: errors of the disk are then distinct from errors in the content, and a file that changes meanwhile
 * does no harm.
 */
final class SourceFile {
    /** Longest Java array, less what virtual machines keep for themselves. */
    private static final long MAX_ARRAY = Integer.MAX_VALUE - 8L;

    private final Path path;
    private final ImageFormat format;
    private final byte[] bytes;

    private SourceFile(Path path, ImageFormat format, byte[] bytes) {
        this.path = path;
        this.format = format;
        this.bytes = bytes;
    }

    static SourceFile read(Path path, DecodeLimits limits) throws IOException {
        if (Files.isDirectory(path)) {
            throw new ImageFormatException(path, "a folder, where an image is expected", "Name a file in it.");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            // Opening a pipe waits for a writer, perhaps for ever; a device may have no end. Images are read more than
            // once.
            throw new ImageFormatException(
                    path, "a pipe, socket or device, where a file is expected", "Save the image to a file first.");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] start = in.readNBytes(ForeignFormat.LENGTH);
            ImageFormat format = ImageFormat.ofContent(start).orElseThrow(() -> unknown(path, start));
            checkLength(path, Files.size(path), limits);
            // The file may grow meanwhile: one byte more than allowed shows that there are too many.
            long most = Math.min(limits.maxBytes(), MAX_ARRAY - 1) + 1;
            byte[] rest = in.readNBytes(Math.toIntExact(Math.max(most - start.length, 0)));
            checkLength(path, (long) start.length + rest.length, limits);
            byte[] bytes = Arrays.copyOf(start, start.length + rest.length);
            System.arraycopy(rest, 0, bytes, start.length, rest.length);
            return new SourceFile(path, format, bytes);
        }
    }

    /** Takes an image that stands inside of a file. */
    static SourceFile of(Path path, byte[] bytes) throws ImageFormatException {
        byte[] start = Arrays.copyOf(bytes, Math.min(bytes.length, ForeignFormat.LENGTH));
        return new SourceFile(path, ImageFormat.ofContent(start).orElseThrow(() -> unknown(path, start)), bytes);
    }

    /** Returns the first bytes of a file; none if it is no regular file or cannot be read. */
    static byte[] start(Path path) {
        if (!Files.isRegularFile(path)) {
            return new byte[0];
        }
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(ForeignFormat.LENGTH);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static void checkLength(Path path, long length, DecodeLimits limits) throws ImageFormatException {
        limits.checkBytes(path, length);
        if (length >= MAX_ARRAY) {
            throw new ImageFormatException(path, "the file has more than 2 GB", "Make the image smaller.");
        }
    }

    private static ImageFormatException unknown(Path path, byte[] start) {
        Optional<String> foreign = ForeignFormat.name(start);
        if (foreign.isPresent()) {
            return new ImageFormatException(
                    path,
                    "its content is " + foreign.get() + ", which is not read",
                    "Convert it to PNG or TIFF; images are PNG, JPEG, BMP or TIFF.");
        }
        String problem = start.length == 0 ? "the file is empty" : "its content is not an image of a known format";
        return new ImageFormatException(path, problem, "Images are PNG, JPEG, BMP or TIFF.");
    }

    Path path() {
        return path;
    }

    ImageFormat format() {
        return format;
    }

    /** Returns the content itself, not a copy; nobody changes it. */
    byte[] bytes() {
        return bytes;
    }
}
