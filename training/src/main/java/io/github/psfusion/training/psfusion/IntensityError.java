// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

/**
 * The error of the fused image F against the source A that it follows, in {@link FusionIntensity}.
 *
 * <p>A network often cannot recognize which source a place will follow. The square is least at the mean of both then, which
 * has little contrast; the absolute difference is least at the likelier of the two.
 */
public enum IntensityError {
    /** Box mean of {@code (A - F)^2} over 9 x 9 pixels with zero padding: the published one. */
    SQUARED,
    /** {@code |A - F|} of each pixel on its own. */
    ABSOLUTE
}
