// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.export;

import io.github.psfusion.imaging.codec.ImageSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An image to export.
 *
 * @param name of its pair
 * @param part {@code train} or {@code val}
 * @param source its file
 * @param size in pixels
 * @param label the classes of its pixels
 * @param boxes of its objects, in pixels, inside of the image
 */
record ExportedImage(
        String name, String part, Path source, ImageSize size, Optional<Path> label, List<ExportedBox> boxes) {
    ExportedImage {
        boxes = List.copyOf(boxes);
    }

    /** Returns the name of the exported file. */
    String file() {
        String original = String.valueOf(source.getFileName());
        return name + original.substring(original.lastIndexOf('.'));
    }

    /**
     * A box of an object.
     *
     * @param category index of its class
     * @param x left edge
     * @param y upper edge
     * @param crowd whether it is a group, or difficult
     */
    record ExportedBox(int category, double x, double y, double width, double height, boolean crowd) {}
}
