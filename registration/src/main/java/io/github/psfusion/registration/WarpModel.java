// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

/** What a map may do. */
public enum WarpModel {
    /** Moves: two numbers. */
    SHIFT,
    /** Moves, turns and scales: four numbers. For two cameras side by side that look at something far away. */
    SIMILARITY,
    /**
     * Moves, turns, scales and foreshortens, but does not shear: six numbers. For two cameras with square pixels. In a rig it is
     * not misled by near ground and walls, whose parallax looks like shear.
     */
    CAMERA,
    /** Moves, turns, shears and scales each axis by itself: six numbers. The default; the best for noisy or small infrared images. */
    AFFINE,
    /** An affine map that also foreshortens: eight numbers. For cameras that do not look in the same direction. */
    HOMOGRAPHY;

    /** Returns the small displacements of this model. */
    DisplacementBasis basis() {
        DisplacementBasis basis = new DisplacementBasis();
        Polynomial zero = Polynomial.ZERO;
        Polynomial one = Polynomial.ONE;
        Polynomial x = Polynomial.X;
        Polynomial y = Polynomial.Y;
        if (this == SIMILARITY || this == CAMERA) {
            basis.with(x, y).with(y.times(-1), x);
        } else if (this != SHIFT) {
            basis.with(x, zero).with(y, zero).with(zero, x).with(zero, y);
        }
        basis.with(one, zero).with(zero, one);
        if (this == HOMOGRAPHY || this == CAMERA) {
            Polynomial xy = x.times(y).times(-1);
            basis.with(x.times(x).times(-1), xy).with(xy, y.times(y).times(-1));
        }
        return basis;
    }

    /**
     * Returns the map of a small displacement.
     *
     * @param d weights of {@link #basis}
     */
    Homography increment(double[] d) {
        return switch (this) {
            case SHIFT -> Homography.shift(d[0], d[1]);
            case SIMILARITY -> Homography.of(1 + d[0], -d[1], d[2], d[1], 1 + d[0], d[3], 0, 0, 1);
            case CAMERA -> Homography.of(1 + d[0], -d[1], d[2], d[1], 1 + d[0], d[3], d[4], d[5], 1);
            case AFFINE -> Homography.of(1 + d[0], d[1], d[4], d[2], 1 + d[3], d[5], 0, 0, 1);
            case HOMOGRAPHY -> Homography.of(1 + d[0], d[1], d[4], d[2], 1 + d[3], d[5], d[6], d[7], 1);
        };
    }
}
