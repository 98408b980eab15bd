// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.radiometric;

/**
 * How the atmosphere absorbs in the band of a camera, see {@link TemperatureFormula}.
 *
 * @param alpha1 of the first band
 * @param alpha2 of the second band
 * @param beta1 of the first band
 * @param beta2 of the second band
 * @param x weight of the first band; the second has 1 - x
 */
public record AtmosphereConstants(double alpha1, double alpha2, double beta1, double beta2, double x) {
    /** Constants of uncooled cameras of 7.5 to 14 um, which most files of FLIR hold. */
    public static final AtmosphereConstants LONG_WAVE =
            new AtmosphereConstants(0.006569, 0.01262, -0.002276, -0.00667, 1.9);
}
