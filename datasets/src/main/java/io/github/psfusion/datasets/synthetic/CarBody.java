// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/** Shapes of cars: half width, lengths ahead of the middle, heights, all in meters. */
enum CarBody {
    HATCHBACK(0.84, 1.95, 0.92, 1.48, 0.95, -1.8, 0.15, -1.45),
    SALOON(0.87, 2.25, 0.9, 1.42, 0.85, -1.5, 0.05, -0.95),
    ESTATE(0.88, 2.25, 0.96, 1.62, 1.05, -2.15, 0.35, -1.95),
    VAN(0.92, 2.3, 1.05, 2.0, 1.75, -2.28, 1.15, -2.2);

    final double halfWidth;
    final double halfLength;
    final double shoulder;
    final double roof;
    /** Where the windscreen meets the bonnet, and the rear window the boot; then the roof's ends. */
    final double screenFoot;

    final double rearFoot;
    final double roofFront;
    final double roofRear;

    CarBody(double... m) {
        halfWidth = m[0];
        halfLength = m[1];
        shoulder = m[2];
        roof = m[3];
        screenFoot = m[4];
        rearFoot = m[5];
        roofFront = m[6];
        roofRear = m[7];
    }
}
