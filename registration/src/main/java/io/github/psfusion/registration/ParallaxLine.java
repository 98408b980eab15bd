// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import java.util.List;
import java.util.Optional;

/**
 * The line along which the infrared image moves with the distance of the scene: that of the baseline between the two cameras. The shift
 * is proportional to the inverse of the distance.
 *
 * @param x unit vector, infrared pixels to the right
 * @param y downwards
 */
public record ParallaxLine(double x, double y) {
    private static final double UNIT_TOLERANCE = 1e-3;
    /** Standard deviation along the line, in pixels, below which shifts show no direction. */
    private static final double MIN_SPREAD = 1;
    /** Part of the variance that lies along the line. */
    private static final double MIN_SHARE = 0.8;

    private static final int MIN_PAIRS = 5;

    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException if it is not 1
     */
    public ParallaxLine {
        if (!(Math.abs(Math.hypot(x, y) - 1) < UNIT_TOLERANCE)) {
            throw new IllegalArgumentException("the direction of a line must have length 1: " + x + ", " + y);
        }
    }

    /**
     * Fits a line to the shifts of several pairs.
     *
     * @param shifts x and y of each
     * @return empty if they are fewer than 5, hardly differ, or do not lie along a line
     */
    static Optional<ParallaxLine> fit(List<double[]> shifts) {
        double meanX = shifts.stream().mapToDouble(shift -> shift[0]).average().orElse(0);
        double meanY = shifts.stream().mapToDouble(shift -> shift[1]).average().orElse(0);
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (double[] shift : shifts) {
            double dx = shift[0] - meanX;
            double dy = shift[1] - meanY;
            xx += dx * dx / shifts.size();
            xy += dx * dy / shifts.size();
            yy += dy * dy / shifts.size();
        }
        double along = (xx + yy) / 2 + Math.hypot((xx - yy) / 2, xy);
        if (shifts.size() < MIN_PAIRS || along < MIN_SPREAD * MIN_SPREAD || along < MIN_SHARE * (xx + yy)) {
            return Optional.empty();
        }
        double angle = Math.atan2(2 * xy, xx - yy) / 2;
        return Optional.of(new ParallaxLine(Math.cos(angle), Math.sin(angle)));
    }

    /** Returns how far along the line a shift leads. */
    double along(double dx, double dy) {
        return x * dx + y * dy;
    }
}
