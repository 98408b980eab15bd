// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

/** What the intensity of the fused image is compared with in {@link FusionIntensity} where there is no salient target. */
public enum IntensityTarget {
    /** The source that {@link ContrastMask} selects: the published target. */
    SELECTION,
    /** One image made of both sources, {@link CombinedSources}. */
    SUM
}
