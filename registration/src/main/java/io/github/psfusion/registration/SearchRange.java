// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

/** How far two images may be apart before registration. */
public enum SearchRange {
    /** Rotations up to 12 degrees, scales from 0.86 to 1.16, shifts up to 20 % of the long side. */
    NARROW(12, 3, 0.2),
    /** Rotations up to 15 degrees, scales from 0.61 to 1.63, shifts up to 35 % of the long side: for different fields of view. */
    WIDE(15, 10, 0.35);

    private static final int ROTATION_STEP = 3;
    private static final double SCALE_STEP = 1.05;

    private final int maxDegrees;
    private final int scaleSteps;
    private final double shiftShare;

    SearchRange(int maxDegrees, int scaleSteps, double shiftShare) {
        this.maxDegrees = maxDegrees;
        this.scaleSteps = scaleSteps;
        this.shiftShare = shiftShare;
    }

    /** Returns the number of rotations. */
    int rotations() {
        return 2 * (maxDegrees / ROTATION_STEP) + 1;
    }

    /** Returns a rotation in radians. */
    double rotation(int index) {
        return Math.toRadians((double) index * ROTATION_STEP - maxDegrees);
    }

    /** Returns the number of scales. */
    int scales() {
        return 2 * scaleSteps + 1;
    }

    /** Returns a factor of the nominal scale. */
    double scale(int index) {
        return Math.pow(SCALE_STEP, (double) index - scaleSteps);
    }

    /** Returns the largest shift as a part of the long side. */
    double shiftShare() {
        return shiftShare;
    }
}
