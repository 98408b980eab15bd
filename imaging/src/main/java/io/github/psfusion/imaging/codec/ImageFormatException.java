// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import io.github.psfusion.platform.PrintableText;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that is no image, a damaged one, or one of a kind that is not supported. */
public final class ImageFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param file the file, which the message begins with
     * @param problem what was found, against what was expected; without a full stop
     * @param remedy what to do, as a sentence
     */
    public ImageFormatException(Path file, String problem, String remedy) {
        this(file, problem, remedy, null);
    }

    ImageFormatException(Path file, String problem, String remedy, @Nullable Throwable cause) {
        super(PrintableText.name(file) + ": " + problem + ".\n" + remedy, cause);
    }

    /** An image of a kind that is not read, as against a damaged one. */
    static ImageFormatException unsupported(Path file, String problem, @Nullable Throwable cause) {
        return new ImageFormatException(
                file,
                problem,
                "Convert it to PNG, or to TIFF with LZW or Deflate, of 8 or 16 bits, gray or RGB.",
                cause);
    }

    /** Memory that did not suffice, although the header promised that it would. */
    static ImageFormatException memory(Path file, OutOfMemoryError cause) {
        return new ImageFormatException(
                file,
                "memory ran out while it was read",
                "Give Java a larger heap (-Xmx); if the image is small, the file is damaged.",
                cause);
    }
}
