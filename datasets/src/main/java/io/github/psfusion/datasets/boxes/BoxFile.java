// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.boxes;

import io.github.psfusion.datasets.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Boxes of many images, true ones or detected ones, as a file or a folder of files has them.
 *
 * @param path the file or folder
 * @param format its format
 * @param images the images that it lists, those without a box too: COCO by rising id, others by name; none in a COCO list of
 *     detections
 * @param classes names of classes by what boxes call them, in the order of their numbers; of COCO by rising id; empty where
 *     the file has no names
 * @param boxes in the order of the file
 */
public record BoxFile(
        Path path, BoxFormat format, List<BoxImage> images, Map<String, String> classes, List<LabeledBox> boxes) {
    /** Copies lists and map, in their order. */
    public BoxFile {
        images = List.copyOf(images);
        classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
        boxes = List.copyOf(boxes);
    }

    /**
     * Reads true boxes: a COCO file ({@code .json}), a table ({@code .csv}), or a folder of YOLO text or VOC XML files.
     *
     * @throws DatasetException naming file and place of what is wrong
     */
    public static BoxFile truths(Path path) throws IOException {
        return read(path, false);
    }

    /**
     * Reads detections, each with a score, in the same formats; of COCO also the list of results.
     *
     * @throws DatasetException naming file and place of what is wrong
     */
    public static BoxFile detections(Path path) throws IOException {
        return read(path, true);
    }

    private static BoxFile read(Path path, boolean scored) throws IOException {
        if (!Files.exists(path)) {
            throw new DatasetException(path + ": there is no such file or folder of boxes. Check the path.");
        }
        if (Files.isDirectory(path)) {
            return BoxFolder.read(path, scored);
        }
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return CocoFile.read(path, scored);
        }
        if (name.endsWith(".csv")) {
            return BoxTable.read(path, scored);
        }
        throw new DatasetException(path + ": boxes are read from COCO files (.json), tables (.csv), and folders of YOLO"
                + " (.txt) or PASCAL VOC (.xml) files. Name one of these.");
    }
}
