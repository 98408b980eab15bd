// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/**
 * The cross-section of a street: a road in the middle of {@code x = 0}, a kerb and a pavement on each side.
 *
 * @param halfRoad half the width of the road in meters
 * @param leftPavement width of the left pavement
 * @param rightPavement width of the right pavement
 * @param length how far the street goes
 */
record Street(double halfRoad, double leftPavement, double rightPavement, double length) {
    static final double KERB_HEIGHT = 0.13;
    static final double KERB_WIDTH = 0.17;
    /** The street begins behind the camera. */
    static final double START = -6;

    static Street draw(Chance chance) {
        return new Street(
                chance.between(2.9, 5), chance.between(1.6, 4.2), chance.between(1.6, 4.2), chance.between(70, 150));
    }

    double pavement(int side) {
        return side < 0 ? leftPavement : rightPavement;
    }

    /** Returns the distance from the middle to where gardens and buildings begin. */
    double frontage(int side) {
        return halfRoad + KERB_WIDTH + pavement(side);
    }
}
