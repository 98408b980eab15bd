// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

/**
 * What the terms {@code intensity} and {@code gradient} of {@link PsFusionLoss} compare the fused image with.
 *
 * @param intensityTarget one source at each place, or one image made of both
 * @param intensityRoles which source the intensity follows on salient targets
 * @param contrastMask which source is selected elsewhere
 * @param salientMask whether targets have a rule of their own
 * @param intensityError the error against the source that it follows
 * @param sourceContrast the factor by which both terms raise the contrast of the sources, see {@link LossInputs#withContrast};
 *     above 0 and finite, 1 as published
 */
public record FusionTermOptions(
        IntensityTarget intensityTarget,
        IntensityRoles intensityRoles,
        ContrastMask contrastMask,
        SalientMask salientMask,
        IntensityError intensityError,
        double sourceContrast) {
    /** Checks the factor. */
    public FusionTermOptions {
        if (!(sourceContrast > 0 && sourceContrast < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the contrast of the sources must be above 0 and finite, not " + sourceContrast);
        }
    }

    /** Returns the published terms, with the roles of the sources as intended. */
    public static FusionTermOptions defaults() {
        return new FusionTermOptions(
                IntensityTarget.SELECTION,
                IntensityRoles.INTENDED,
                ContrastMask.PUBLISHED,
                SalientMask.PUBLISHED,
                IntensityError.SQUARED,
                1);
    }

    /** Returns these options with another target of the intensity. */
    public FusionTermOptions withIntensityTarget(IntensityTarget other) {
        return new FusionTermOptions(other, intensityRoles, contrastMask, salientMask, intensityError, sourceContrast);
    }

    /** Returns these options with other roles. */
    public FusionTermOptions withIntensityRoles(IntensityRoles other) {
        return new FusionTermOptions(intensityTarget, other, contrastMask, salientMask, intensityError, sourceContrast);
    }

    /** Returns these options with another rule of the contrast. */
    public FusionTermOptions withContrastMask(ContrastMask other) {
        return new FusionTermOptions(
                intensityTarget, intensityRoles, other, salientMask, intensityError, sourceContrast);
    }

    /** Returns these options with another rule of the targets. */
    public FusionTermOptions withSalientMask(SalientMask other) {
        return new FusionTermOptions(
                intensityTarget, intensityRoles, contrastMask, other, intensityError, sourceContrast);
    }

    /** Returns these options with another error of the intensity. */
    public FusionTermOptions withIntensityError(IntensityError other) {
        return new FusionTermOptions(intensityTarget, intensityRoles, contrastMask, salientMask, other, sourceContrast);
    }

    /**
     * Returns these options with another contrast of the sources.
     *
     * @throws IllegalArgumentException if the factor is not above 0 and finite
     */
    public FusionTermOptions withSourceContrast(double other) {
        return new FusionTermOptions(intensityTarget, intensityRoles, contrastMask, salientMask, intensityError, other);
    }
}
