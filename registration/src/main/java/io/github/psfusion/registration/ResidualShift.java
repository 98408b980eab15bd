// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import io.github.psfusion.registration.GradientField.Smoothing;
import io.github.psfusion.registration.Refinement.Estimate;

/**
 * What is left between the images of a pair after the map of its rig: a shift that depends on the distance of the scene.
 *
 * @param dx infrared pixels to the right
 * @param dy downwards
 * @param score correlation of the directions of edges with this shift
 * @param unshifted the same without a shift
 * @param found whether the shift stands out; it is 0 otherwise
 */
public record ResidualShift(double dx, double dy, double score, double unshifted, boolean found) {
    /** Largest shift that is looked for, in visible pixels of an image of nominal size. */
    public static final double MAX_SHIFT = 16;

    private static final double NOMINAL_SIZE = 640;
    private static final double COARSE_SIZE = 160;
    private static final int STEPS = 12;
    /** By how much the score must exceed that without a shift. */
    private static final double MIN_GAIN = 0.01;

    /**
     * Looks for the shift: at each step of a coarse grid of shifts, or along the line of the rig, and refined from the best one.
     */
    public static ResidualShift find(Rig rig, SourceImage infrared, SourceImage visible) {
        double longSide = Math.max(visible.plane().width(), visible.plane().height());
        double unit = Math.max(longSide / NOMINAL_SIZE, 1);
        double scale = Math.sqrt(rig.map()
                .map()
                .areaScale((visible.plane().width() - 1) / 2.0, (visible.plane().height() - 1) / 2.0));
        double factor = Math.max(Math.round(longSide / COARSE_SIZE), 1);
        Refinement coarse = refinement(infrared, visible, factor, scale, Smoothing.COARSE);
        double unshifted = coarse.compare(rig.map()).score();
        double limit = MAX_SHIFT * unit * scale;
        double step = factor * scale;
        double bestX = 0;
        double bestY = 0;
        double best = unshifted;
        int reach = (int) Math.floor(limit / step);
        for (int j = -reach; j <= reach; j++) {
            for (int i = -reach; i <= reach; i++) {
                double dx = i * step;
                double dy = j * step;
                if (rig.parallax().isPresent()) {
                    if (j != 0) {
                        continue;
                    }
                    dy = dx * rig.parallax().get().y();
                    dx *= rig.parallax().get().x();
                }
                double score = coarse.compare(rig.map().shifted(dx, dy)).score();
                if (score > best) {
                    best = score;
                    bestX = dx;
                    bestY = dy;
                }
            }
        }
        return refined(
                rig, refinement(infrared, visible, Math.min(2, factor), scale, Smoothing.FINE), bestX, bestY, limit);
    }

    private static ResidualShift refined(Rig rig, Refinement fine, double startX, double startY, double limit) {
        double unshifted = fine.compare(rig.map()).score();
        LensMap start = rig.map().shifted(startX, startY);
        Estimate estimate = fine.refinedBefore(start, WarpModel.SHIFT, STEPS);
        // A shift of visible points, as a shift of infrared points.
        double[] own = estimate.map().toArray();
        double[] matrix = rig.map().map().toArray();
        double dx = startX + matrix[0] * own[2] + matrix[1] * own[5];
        double dy = startY + matrix[3] * own[2] + matrix[4] * own[5];
        if (rig.parallax().isPresent()) {
            ParallaxLine line = rig.parallax().get();
            double along = line.along(dx, dy);
            dx = along * line.x();
            dy = along * line.y();
        }
        double score = fine.compare(rig.map().shifted(dx, dy)).score();
        boolean found = score > unshifted + MIN_GAIN && Math.hypot(dx, dy) <= limit;
        return found
                ? new ResidualShift(dx, dy, score, unshifted, true)
                : new ResidualShift(0, 0, unshifted, unshifted, false);
    }

    private static Refinement refinement(
            SourceImage infrared, SourceImage visible, double factor, double scale, Smoothing smoothing) {
        return new Refinement(
                Level.of(visible.plane(), visible.area(), factor),
                Level.of(infrared.plane(), infrared.area(), factor * scale),
                smoothing);
    }
}
