// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The image formats that are read and written. On reading, the format is found by content, not by the file's name. */
public enum ImageFormat {
    /** Portable Network Graphics: lossless, 8 and 16 bits. */
    PNG(16, "png", "png"),
    /** JPEG: lossy, 8 bits. */
    JPEG(8, "jpg", "jpeg"),
    /** Windows bitmap: 8 bits, uncompressed. */
    BMP(8, "bmp", "bmp"),
    /** Tagged Image File Format: lossless as written here, 8 and 16 bits. */
    TIFF(16, "tiff", "tif");

    /** Number of leading bytes by which the format is detected. */
    static final int SIGNATURE_LENGTH = 8;

    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] JPEG_SIGNATURE = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] BMP_SIGNATURE = {'B', 'M'};
    private static final byte[][] TIFF_SIGNATURES = {
        {'I', 'I', 42, 0}, {'M', 'M', 0, 42}, {'I', 'I', 43, 0}, {'M', 'M', 0, 43} // 43: BigTIFF
    };

    private final int maxBits;
    private final String extension;
    private final String otherExtension;

    ImageFormat(int maxBits, String extension, String otherExtension) {
        this.maxBits = maxBits;
        this.extension = extension;
        this.otherExtension = otherExtension;
    }

    /** Returns the extensions of such files in lower case and without the dot, the usual one first. */
    public List<String> extensions() {
        return extension.equals(otherExtension) ? List.of(extension) : List.of(extension, otherExtension);
    }

    /** Returns the most bits per sample that are written. */
    public int maxBits() {
        return maxBits;
    }

    /** Returns the format that a file's extension stands for, in any case. */
    public static Optional<ImageFormat> ofName(Path file) {
        Path name = file.getFileName();
        String text = name == null ? "" : name.toString();
        int dot = text.lastIndexOf('.');
        return dot < 0 ? Optional.empty() : ofExtension(text.substring(dot + 1));
    }

    /** Returns the format of an extension or a name such as {@code tiff}, in any case, without a dot. */
    public static Optional<ImageFormat> ofExtension(String extension) {
        String lower = extension.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format.extensions().contains(lower))
                .findFirst();
    }

    /** Returns the format of a file that begins with these bytes; {@link #SIGNATURE_LENGTH} of them are enough. */
    static Optional<ImageFormat> ofContent(byte[] start) {
        if (startsWith(start, PNG_SIGNATURE)) {
            return Optional.of(PNG);
        }
        if (startsWith(start, JPEG_SIGNATURE)) {
            return Optional.of(JPEG);
        }
        if (startsWith(start, BMP_SIGNATURE)) {
            return Optional.of(BMP);
        }
        return Arrays.stream(TIFF_SIGNATURES).anyMatch(signature -> startsWith(start, signature))
                ? Optional.of(TIFF)
                : Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, byte[] signature) {
        return bytes.length >= signature.length
                && Arrays.equals(bytes, 0, signature.length, signature, 0, signature.length);
    }
}
