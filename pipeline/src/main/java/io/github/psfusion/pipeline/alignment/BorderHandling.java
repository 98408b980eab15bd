// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.alignment;

/** What becomes of the part of a frame on which only one image has content. */
public enum BorderHandling {
    /** Both images are cut to the largest rectangle on which both have content. */
    CROP,
    /** Both images keep the whole frame, and a mask shows where both have content. */
    MARK
}
