// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

/** The colors of a fused image. */
public enum ColorMode {
    /** Those of the visible image, if it has any. */
    YCBCR,
    /** None. */
    GRAY
}
