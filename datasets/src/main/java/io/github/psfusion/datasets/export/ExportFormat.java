// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.export;

/** The layouts of other training programs. */
public enum ExportFormat {
    /** {@code train}, {@code val} and {@code annotations/instances_train.json}. */
    COCO,
    /** {@code images/train}, {@code labels/train} and {@code data.yaml}. */
    YOLO,
    /** {@code JPEGImages}, {@code Annotations}, {@code SegmentationClass} and {@code ImageSets}. */
    VOC
}
