// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

/** The colours of a fused picture. */
public enum ColourMode {
    /** Those of the visible picture, if it has any. */
    YCBCR,
    /** None. */
    GRAY
}
