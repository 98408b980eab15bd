// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** Boxes of objects in the files of COCO, YOLO, PASCAL VOC and MSRS. */
@NullMarked
package io.github.psfusion.datasets.boxes;

import org.jspecify.annotations.NullMarked;
