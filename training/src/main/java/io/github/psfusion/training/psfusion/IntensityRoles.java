// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

/**
 * Which source the fused image follows on salient targets in {@link FusionIntensity}.
 *
 * <p>Public material does not show which of the two was in force when the published weights were trained.
 */
public enum IntensityRoles {
    /** Targets follow the infrared image, as the loss is written and the mask is meant. */
    INTENDED,
    /** Targets follow the visible luminance: the released trainer passes the two sources swapped. */
    RELEASED
}
