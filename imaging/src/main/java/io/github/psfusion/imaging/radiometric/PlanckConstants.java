// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.radiometric;

/**
 * The calibration of a camera: an object of temperature T (in kelvin) gives the counts
 * {@code R1 / (R2 (exp(B / T) - F)) - O}.
 *
 * @param r1 scale of the counts
 * @param r2 scale of the counts
 * @param b in kelvin
 * @param f 0.5 to 2, mostly 1
 * @param o offset in counts, mostly negative
 */
public record PlanckConstants(double r1, double r2, double b, double f, double o) {
    /** Returns whether temperatures follow from these constants: some cameras store zeros. */
    boolean isUsable() {
        return r1 > 0 && r2 > 0 && b > 0 && Double.isFinite(r1 / r2 * b * f * o);
    }
}
