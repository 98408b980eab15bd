// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.metrics.AnalysedPicture;
import io.github.psfusion.metrics.Derivation;
import io.github.psfusion.metrics.numeric.Border;
import io.github.psfusion.metrics.numeric.Field;
import io.github.psfusion.metrics.numeric.Gradients;

/**
 * Sobel edges of a picture as Xydeas and Petrovic take them, with a zero border.
 *
 * @param strength {@code g = sqrt(X^2 + Y^2)}, with X = left minus right and Y = below minus above
 * @param orientation {@code a = arctan(Y / X)}, in (-pi/2, pi/2]; pi/2 where X = 0, whatever Y
 */
record EdgeField(Field strength, Field orientation) {
    private static final Derivation<AnalysedPicture, EdgeField> EDGES = picture -> of(picture.field());

    static EdgeField of(AnalysedPicture picture) {
        return picture.derived(EDGES);
    }

    /** Computes the edges of a picture of whole numbers. */
    private static EdgeField of(Field picture) {
        Gradients gradients = Gradients.sobel(picture, Border.ZERO);
        double[] toTheRight = gradients.x().values();
        double[] down = gradients.y().values();
        double[] strength = new double[down.length];
        double[] orientation = new double[down.length];
        strengths(toTheRight, down, strength);
        orientations(toTheRight, down, strength, orientation);
        return new EdgeField(
                Field.wrap(picture.width(), picture.height(), strength),
                Field.wrap(picture.width(), picture.height(), orientation));
    }

    private static void strengths(double[] toTheRight, double[] down, double[] strength) {
        for (int i = 0; i < strength.length; i++) {
            strength[i] = Math.sqrt(toTheRight[i] * toTheRight[i] + down[i] * down[i]);
        }
    }

    /**
     * Arctangents without a call or a branch, for speed. The tangent of half an angle is {@code sin / (1 + cos)}, that is
     * {@code Y / (|X| + g)} with the sign of X; two more halvings leave at most a sixteenth of pi, where seven terms of the
     * series are exact to 3e-13.
     */
    private static void orientations(double[] toTheRight, double[] down, double[] strength, double[] orientation) {
        for (int i = 0; i < orientation.length; i++) {
            double x = Math.abs(toTheRight[i]);
            double vertical = Math.max(1 - x, 0); // x is a whole number: 1 if it is 0, else 0
            double half = vertical - down[i] * toTheRight[i] / (x * (x + strength[i]) + vertical);
            double quarter = half / (1 + Math.sqrt(1 + half * half));
            double eighth = quarter / (1 + Math.sqrt(1 + quarter * quarter));
            double s = eighth * eighth;
            double series = 1 - s * (1 / 3.0 - s * (1 / 5.0 - s * (1 / 7.0 - s * (1 / 9.0 - s * (1 / 11.0 - s / 13)))));
            orientation[i] = 8 * eighth * series;
        }
    }
}
