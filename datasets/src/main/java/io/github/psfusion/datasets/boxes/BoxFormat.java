// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.boxes;

/** The formats of boxes. */
public enum BoxFormat {
    /** One JSON file; boxes in pixels, images and classes by their ids. */
    COCO,
    /** A folder with a text file per image; boxes as fractions of the image, classes by number. */
    YOLO,
    /** A folder with an XML file per image; boxes in pixels, classes by name. */
    VOC,
    /** One table, as the boxes of MSRS come; boxes as fractions of the image, classes by number. */
    CSV;

    /** Returns whether boxes are fractions of width and height. */
    public boolean isRelative() {
        return this == YOLO || this == CSV;
    }
}
