// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.export;

import io.github.psfusion.platform.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Where the files of a layout lie, and what it has beside images. */
interface ExportLayout {
    static ExportLayout of(ExportFormat format, Path root, List<String> classes) {
        return switch (format) {
            case COCO -> new CocoLayout(root, classes);
            case YOLO -> new YoloLayout(root, classes);
            case VOC -> new VocLayout(root, classes);
        };
    }

    /** Returns the place of an image. */
    Path image(ExportedImage image);

    /** Returns the place of the label map of an image. */
    Path label(ExportedImage image);

    /** Writes what belongs to an image. */
    void add(ExportedImage image) throws IOException;

    /** Writes what belongs to all. */
    void finish(List<ExportedImage> images) throws IOException;

    /** Writes a file of text, with its folder. */
    static void write(Path file, String text) throws IOException {
        AtomicFile.makeFolder(Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder"));
        AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
