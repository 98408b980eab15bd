// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import io.github.psfusion.registration.FieldMatch.Comparison;
import io.github.psfusion.registration.GradientField.Smoothing;
import java.util.Optional;
import java.util.function.Function;

/**
 * Refines a map at one level of the pyramid by Gauss-Newton steps, forward compositional: a small map of the fixed image is put
 * before the one so far.
 */
final class Refinement {
    /** A step that moves points less, in pixels of the level, is the last one. */
    private static final double STOP = 0.01;

    private final FieldMatch match;
    private final Level moving;

    /**
     * A map that was found.
     *
     * @param map from points of the full fixed image to points of the full moving one
     * @param score correlation, see {@link FieldMatch}; negative infinity if there is nothing to compare
     * @param overlap share of the fixed image on which both are valid
     */
    record Estimate(Homography map, double score, double overlap) {}

    Refinement(Level fixed, Level moving, Smoothing smoothing) {
        match = new FieldMatch(fixed, smoothing);
        this.moving = moving;
    }

    /**
     * Returns the best map on the way from a start.
     *
     * @param start from points of the full fixed image to points of the full moving one
     */
    Estimate refined(Homography start, WarpModel model, int steps) {
        Homography toFull = match.fixed().toFull();
        Homography first = moving.toFull().inverse().after(start).after(toFull);
        Estimate estimate = search(first, map -> map, model, steps);
        return new Estimate(
                moving.toFull().after(estimate.map()).after(toFull.inverse()), estimate.score(), estimate.overlap());
    }

    /**
     * Returns the best small map of the fixed image to be put before a map that stays.
     *
     * @param base from points of the full fixed image to points of the full moving one
     * @return a map of the full fixed image onto itself
     */
    Estimate refinedBefore(CoordinateMap base, WarpModel model, int steps) {
        Homography toFull = match.fixed().toFull();
        Estimate estimate = search(Homography.IDENTITY, own -> placed(base, own), model, steps);
        return new Estimate(toFull.after(estimate.map()).after(toFull.inverse()), estimate.score(), estimate.overlap());
    }

    /** Compares the images as a map lays them on each other, with which {@link #refinedBefore} begins. */
    Comparison compare(CoordinateMap base) {
        return match.compare(moving, placed(base, Homography.IDENTITY));
    }

    private CoordinateMap placed(CoordinateMap base, Homography own) {
        Homography before = match.fixed().toFull().after(own);
        Homography fromFull = moving.toFull().inverse();
        return (x, y, target) -> {
            before.map(x, y, target);
            base.map(target[0], target[1], target);
            fromFull.map(target[0], target[1], target);
        };
    }

    private Estimate search(Homography start, Function<Homography, CoordinateMap> placing, WarpModel model, int steps) {
        Homography normalization = match.normalization();
        Homography denormalization = normalization.inverse();
        DisplacementBasis basis = model.basis();
        Level fixed = match.fixed();
        Homography map = start;
        Homography best = map;
        double score = Double.NEGATIVE_INFINITY;
        double overlap = 0;
        for (int step = 0; step <= steps; step++) {
            Comparison comparison = match.compare(moving, placing.apply(map));
            if (comparison.score() > score) {
                best = map;
                score = comparison.score();
                overlap = comparison.overlap();
            }
            if (step == steps || comparison.score() == Double.NEGATIVE_INFINITY) {
                break;
            }
            NormalEquations equations = new NormalEquations(basis);
            equations.add(comparison.moments(basis));
            Optional<double[]> weights = equations.solve();
            if (weights.isEmpty()) {
                break;
            }
            Homography increment;
            try {
                increment =
                        denormalization.after(model.increment(weights.get())).after(normalization);
                map = map.after(increment);
            } catch (IllegalArgumentException e) { // a step so large that the map folds
                break;
            }
            if (increment.meanDistance(Homography.IDENTITY, fixed.width(), fixed.height()) < STOP) {
                break;
            }
        }
        return new Estimate(best, score, overlap);
    }
}
