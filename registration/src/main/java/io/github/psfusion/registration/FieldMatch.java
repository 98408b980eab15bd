// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import io.github.psfusion.registration.GradientField.Smoothing;
import io.github.psfusion.registration.NormalEquations.Moments;

/**
 * The gradient field of a fixed image, against which warped images are held. The score is the correlation of the doubled directions
 * of edges, {@code c = Re sum zf conj(zm) / sqrt(sum |zf|^2 sum |zm|^2)} over the pixels that are valid in both.
 *
 * <p>Moments are those of a step of Gauss-Newton on {@code zf / |zf| - c zm / |zm|}, both fields divided by their norms, as in
 * G. Evangelidis, E. Psarakis, "Parametric image alignment using enhanced correlation coefficient maximization", 2008.
 */
final class FieldMatch {
    /** Pixels along the border of the valid area without a field: interpolation and differences reach over it. */
    private static final int MARGIN = 4;
    /** Further pixels that do not count, because the last smoothing mixes the outside into them. */
    private static final int SMOOTHED = 2;
    /** Fewer pixels than this share of the smaller image are no basis for a comparison. */
    private static final double MIN_OVERLAP = 0.2;
    /** A field without at least this mean square has no structure. */
    private static final double MIN_POWER = 1e-4;

    private static final double MIN_CORRELATION = 0.05;

    private final Level fixed;
    private final Smoothing smoothing;
    private final GradientField field;
    private final ValidArea weights;

    FieldMatch(Level fixed, Smoothing smoothing) {
        this.fixed = fixed;
        this.smoothing = smoothing;
        field = GradientField.of(fixed.image(), fixed.area().eroded(MARGIN), smoothing);
        weights = fixed.area().eroded(MARGIN + SMOOTHED);
    }

    Level fixed() {
        return fixed;
    }

    /** Returns from points of the fixed level to its coordinates from the center, divided by half the long side. */
    Homography normalization() {
        double half = half();
        return Homography.scaling(
                1 / half, 1 / half, -(fixed.width() - 1) / 2.0 / half, -(fixed.height() - 1) / 2.0 / half);
    }

    private double half() {
        return Math.max(fixed.width(), fixed.height()) / 2.0;
    }

    /**
     * Warps a moving image onto the fixed one and compares.
     *
     * @param map from points of the fixed level to points of the moving one
     */
    Comparison compare(Level moving, CoordinateMap map) {
        Warped warped = Warped.of(moving.image(), moving.area(), map, fixed.width(), fixed.height());
        GradientField other = GradientField.of(warped.image(), warped.area().eroded(MARGIN), smoothing);
        return new Comparison(other, warped.area().eroded(MARGIN + SMOOTHED).and(weights));
    }

    /** The fixed and a warped image. */
    final class Comparison {
        private final GradientField other;
        private final ValidArea both;
        private final double fixedPower;
        private final double otherPower;
        private final double score;
        private final double overlap;

        private Comparison(GradientField other, ValidArea both) {
            this.other = other;
            this.both = both;
            double[] fr = field.real().values();
            double[] fi = field.imaginary().values();
            double[] or = other.real().values();
            double[] oi = other.imaginary().values();
            boolean[] valid = both.values();
            int count = 0;
            double fixedSum = 0;
            double otherSum = 0;
            double product = 0;
            for (int i = 0; i < valid.length; i++) {
                if (valid[i]) {
                    count++;
                    fixedSum += fr[i] * fr[i] + fi[i] * fi[i];
                    otherSum += or[i] * or[i] + oi[i] * oi[i];
                    product += fr[i] * or[i] + fi[i] * oi[i];
                }
            }
            fixedPower = fixedSum;
            otherPower = otherSum;
            overlap = (double) count / valid.length;
            boolean comparable =
                    overlap >= MIN_OVERLAP && Math.min(fixedPower, otherPower) > MIN_POWER * count && count > 0;
            score = comparable ? product / Math.sqrt(fixedPower * otherPower) : Double.NEGATIVE_INFINITY;
        }

        /** Returns the score, -1 to 1; negative infinity if the overlap is too small or has no structure. */
        double score() {
            return score;
        }

        /** Returns the share of the fixed image on which both are valid. */
        double overlap() {
            return overlap;
        }

        /** Returns the moments of a step of Gauss-Newton towards a better score, which must be finite. */
        Moments moments(DisplacementBasis basis) {
            int width = fixed.width();
            int height = fixed.height();
            double half = half();
            double fixedScale = 1 / Math.sqrt(fixedPower);
            double otherScale = Math.max(score, MIN_CORRELATION) / Math.sqrt(otherPower);
            Moments moments = new Moments(basis, width, half);
            StepRow row = new StepRow(width);
            boolean[] valid = both.values();
            for (int y = 1; y < height - 1; y++) {
                row.clear(valid, y * width);
                row.add(field.real(), other.real(), y, fixedScale, otherScale, half);
                row.add(field.imaginary(), other.imaginary(), y, fixedScale, otherScale, half);
                moments.add((y - (height - 1) / 2.0) / half, row);
            }
            return moments;
        }
    }
}
