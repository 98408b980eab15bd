// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

/**
 * How well the orientations of two rows of edges agree, {@code T = 1 - d / (pi/2)} of their difference d, 0 to pi. Computed
 * in short loops without a call or a branch, which run on several pixels at once.
 *
 * <p>The scalar product of the two steps and the size of their vector product are {@code n cos d} and {@code n sin d}. Beyond
 * a right angle, T is minus that of {@code pi - d}; so only angles up to a right one are computed, as that between the
 * hypotenuse and the adjacent side of a triangle. The tangent of half an angle is {@code sin / (1 + cos)}, the opposite side
 * over the sum of the other two; three halvings leave a sixteenth of pi at most. There seven terms of the series of the
 * arctangent are exact to 3e-13.
 */
final class EdgeAngles {
    /** Coefficients of the series of the arctangent: of {@code -x^3, x^5, -x^7} and so on. */
    private static final double A3 = 1 / 3.0;

    private static final double A5 = 1 / 5.0;
    private static final double A7 = 1 / 7.0;
    private static final double A9 = 1 / 9.0;
    private static final double A11 = 1 / 11.0;
    private static final double A13 = 1 / 13.0;

    private final double[] signs;
    private final double[] adjacent;
    private final double[] opposite;
    private final double[] agreements;

    EdgeAngles(int width) {
        signs = new double[width];
        adjacent = new double[width];
        opposite = new double[width];
        agreements = new double[width];
    }

    /** Returns the agreements, -1 to 1, in an array that the next call fills again. */
    double[] agreements(EdgeRow first, EdgeRow second) {
        scalarProducts(first.across(), first.down(), second.across(), second.down(), signs, adjacent);
        vectorProducts(first.across(), first.down(), second.across(), second.down(), opposite);
        halve(opposite, adjacent);
        halve(opposite, adjacent);
        halve(opposite, adjacent);
        agreements(signs, opposite, adjacent, agreements);
        return agreements;
    }

    private static void scalarProducts(
            double[] across1, double[] down1, double[] across2, double[] down2, double[] signs, double[] sizes) {
        for (int x = 0; x < sizes.length; x++) {
            double product = across1[x] * across2[x] + down1[x] * down2[x];
            signs[x] = Math.max(-1, Math.min(product, 1)); // it is an integer; 0 at a right angle, where T is 0
            sizes[x] = Math.abs(product);
        }
    }

    private static void vectorProducts(
            double[] across1, double[] down1, double[] across2, double[] down2, double[] sizes) {
        for (int x = 0; x < sizes.length; x++) {
            sizes[x] = Math.abs(across1[x] * down2[x] - down1[x] * across2[x]);
        }
    }

    /** Replaces the adjacent side by that of half the angle, with the same opposite side. */
    private static void halve(double[] opposite, double[] adjacent) {
        for (int x = 0; x < adjacent.length; x++) {
            adjacent[x] += Math.sqrt(adjacent[x] * adjacent[x] + opposite[x] * opposite[x]);
        }
    }

    private static void agreements(double[] signs, double[] opposite, double[] adjacent, double[] agreements) {
        for (int x = 0; x < agreements.length; x++) {
            double tangent = opposite[x] / adjacent[x];
            double s = tangent * tangent;
            double eighth = tangent * (1 - s * (A3 - s * (A5 - s * (A7 - s * (A9 - s * (A11 - s * A13))))));
            agreements[x] = signs[x] * (1 - 8 / (Math.PI / 2) * eighth);
        }
    }
}
