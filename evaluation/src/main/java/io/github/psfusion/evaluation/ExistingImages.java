// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

/** What a comparison does with fused images that exist where it writes its own. */
public enum ExistingImages {
    /** Those of an equal run are kept with their times; others are an error. */
    KEEP,
    /** They are made anew. */
    REPLACE
}
