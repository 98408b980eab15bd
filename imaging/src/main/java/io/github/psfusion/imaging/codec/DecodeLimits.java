// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import java.nio.file.Path;
import java.util.Locale;

/**
 * How large an image may be. Both limits are checked against the file's header before memory for pixels is allocated.
 *
 * @param maxPixels most pixels, width times height
 * @param maxBytes most memory that reading one image may take: the file, its decoded levels and their float samples
 */
public record DecodeLimits(long maxPixels, long maxBytes) {
    /**
     * Half a gibibyte of pixels of three bytes, {@code 2^29 / 3}. It is also the number above which the Python library Pillow
     * refuses an image: an image that is read there is read here.
     */
    public static final long DEFAULT_MAX_PIXELS = 178_956_970;

    /** Checks that both limits are positive. */
    public DecodeLimits {
        if (maxPixels < 1 || maxBytes < 1) {
            throw new IllegalArgumentException("limits must be positive: " + maxPixels + ", " + maxBytes);
        }
    }

    /** Returns {@link #DEFAULT_MAX_PIXELS} and three quarters of the largest Java heap. */
    public static DecodeLimits defaults() {
        return new DecodeLimits(DEFAULT_MAX_PIXELS, Runtime.getRuntime().maxMemory() / 4 * 3);
    }

    /** Returns these limits with another number of pixels. */
    public DecodeLimits withMaxPixels(long pixels) {
        return new DecodeLimits(pixels, maxBytes);
    }

    /** Returns these limits with another number of bytes. */
    public DecodeLimits withMaxBytes(long bytes) {
        return new DecodeLimits(maxPixels, bytes);
    }

    void checkPixels(Path file, long width, long height) throws ImageFormatException {
        if (width < 1 || height < 1) {
            throw new ImageFormatException(
                    file, "the header gives a size of " + width + " x " + height, "The file is damaged.");
        }
        // Written as a division: width times height may exceed a long.
        if (width > maxPixels / height) {
            throw new ImageFormatException(
                    file,
                    grouped(width) + " x " + grouped(height) + " pixels exceed the limit of " + grouped(maxPixels),
                    "If the image is genuine, raise the limit with --max-pixels.");
        }
    }

    void checkBytes(Path file, long bytes) throws ImageFormatException {
        if (bytes > maxBytes) {
            throw new ImageFormatException(
                    file,
                    "reading it would take " + megabytes(bytes) + " MB of memory, the limit is " + megabytes(maxBytes)
                            + " MB",
                    "Give Java a larger heap (-Xmx), or make the image smaller.");
        }
    }

    private static long megabytes(long bytes) {
        return (bytes >> 20) + 1;
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
