// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/**
 * A small source of light.
 *
 * @param position in the bent world
 * @param intensity light on a surface at one meter that faces the lamp
 * @param beam unit direction of the middle of its beam
 * @param spread cosine of the half angle at which the beam ends; -1 shines all around
 */
record Lamp(Vec position, Color intensity, Vec beam, double spread) {
    /** Light below which a lamp is left out. */
    private static final double NEGLIGIBLE = 0.004;

    static Lamp bulb(Vec position, Color intensity) {
        return new Lamp(position, intensity, new Vec(0, -1, 0), -1);
    }

    /** Returns the square of the distance in meters beyond which the lamp does not matter. */
    double reachSquared() {
        return Math.max(intensity.red(), Math.max(intensity.green(), intensity.blue())) / NEGLIGIBLE;
    }

    /** Returns the share of the intensity that leaves in a direction of this cosine to the beam: soft towards its edge. */
    double share(double cosine) {
        if (spread <= -1) {
            return 1;
        }
        double inside = (cosine - spread) / (1 - spread);
        return inside <= 0 ? 0 : inside * inside;
    }
}
