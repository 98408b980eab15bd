// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

/**
 * What is calibrated.
 *
 * @param model what the map between the images without distortion may do: {@link WarpModel#CAMERA}, for scenes with near ground and
 *     walls, affine or a homography
 * @param radialTerms terms of radial distortion that are fitted, 0 to 2; they need 8 pairs. Only the difference of both lenses can
 *     be seen in pairs; it is attributed to the infrared one
 * @param visibleLens distortion of the visible camera, from its own calibration
 * @param infraredLens distortion of the infrared camera; the start where terms are fitted
 * @param distance a note on the distance of the scenes; may be empty
 */
public record CalibrationOptions(
        WarpModel model, int radialTerms, LensDistortion visibleLens, LensDistortion infraredLens, String distance) {
    /** Number of pairs below which no distortion is fitted. */
    public static final int MIN_RADIAL_PAIRS = 8;

    private static final int MAX_TERMS = 2;

    /**
     * Checks the number of terms.
     *
     * @throws IllegalArgumentException if it is below 0 or above 2
     */
    public CalibrationOptions {
        if (radialTerms < 0 || radialTerms > MAX_TERMS) {
            throw new IllegalArgumentException(radialTerms + " radial terms; 0 to 2 can be fitted");
        }
    }

    /** Returns an affine map between lenses without distortion. */
    public static CalibrationOptions defaults() {
        return new CalibrationOptions(WarpModel.AFFINE, 0, LensDistortion.NONE, LensDistortion.NONE, "");
    }

    /** Returns these options with a number of radial terms. */
    public CalibrationOptions withRadialTerms(int terms) {
        return new CalibrationOptions(model, terms, visibleLens, infraredLens, distance);
    }
}
