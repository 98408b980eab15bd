// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.registration.GradientField.Smoothing;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whether the parts of two images, each on its own, fit where a map lays them. The fixed image is divided into square parts that
 * overlap by half; each looks for the shift, up to {@link #REACH} pixels each way, at which its gradient field correlates best with that
 * of the warped image. A part agrees with the map if that shift is at most {@link #NEAR} pixels. Under a wrong map the best shifts lie
 * anywhere, and 3 % of them so near: parts are what a global score is not, many witnesses.
 *
 * <p>Block matching with normalized correlation, on the field of {@link GradientField}.
 */
final class PartMatch {
    /** Long side of the images on which parts are asked, in pixels. */
    static final double SIZE = 320;

    /** Side of a part in pixels of the level. */
    private static final int SIDE = 32;
    /** The largest shift in pixels of the level. */
    private static final int REACH = 10;
    /** The largest shift of a part that agrees, in pixels of the level. */
    private static final int NEAR = 2;
    /** Pixels along the border of the valid area without a field, as in {@link FieldMatch}. */
    private static final int MARGIN = 4;
    /** Further pixels that do not count, because the last smoothing mixes the outside into them. */
    private static final int SMOOTHED = 2;
    /** Parts with less than this share of valid pixels are not asked. */
    private static final double MIN_VALID = 0.7;
    /** Parts of the fixed field without at least this mean square have no structure, and are not asked. */
    private static final double MIN_POWER = 2e-3;
    /**
     * Pixels around a part that must be valid in both images if its shift is to be measured. Nearer to the border a part fits best
     * where more of it is valid, which is always inwards.
     */
    private static final int SURROUNDINGS = 6;
    /** Where the warped field has less mean square, nothing fits. */
    private static final double MIN_OTHER_POWER = 5e-4;

    private final Level fixed;
    private final Level moving;
    private final GradientField field;
    private final ValidArea area;

    /**
     * How many parts agree with a map.
     *
     * @param asked number of parts with structure in both images
     * @param agreeing how many of them fit best where the map lays them
     */
    record Parts(int asked, int agreeing) {}

    PartMatch(Level fixed, Level moving) {
        this.fixed = fixed;
        this.moving = moving;
        field = masked(fixed.image(), fixed.area());
        area = fixed.area().eroded(MARGIN + SMOOTHED);
    }

    /**
     * How a part would have to be shifted to fit best.
     *
     * @param x center of the part, from the center of the fixed level and divided by half its long side
     * @param y downwards
     * @param dx by how much the point of the fixed image that a map sends to a place must be moved, in the unit of x
     * @param dy downwards
     * @param score correlation with this shift
     */
    record PartShift(double x, double y, double dx, double dy, double score) {}

    /**
     * Asks the parts.
     *
     * @param map from points of the full fixed image to points of the full moving one
     */
    Parts of(Homography map) {
        Warped warped = warped(map);
        GradientField other = masked(warped.image(), warped.area());
        PowerSums powers = new PowerSums(other);
        int[] answers = IntStream.range(0, across() * down())
                .parallel()
                .map(i -> answer(other, powers, left(i), top(i)))
                .toArray();
        return new Parts(
                (int) IntStream.of(answers).filter(answer -> answer >= 0).count(),
                (int) IntStream.of(answers).filter(answer -> answer > 0).count());
    }

    /**
     * Measures the shifts of all parts that have structure and do not lie near the border of an image. Shifts as long as the search
     * reaches are left out.
     *
     * @param map from points of the full fixed image to points of the full moving one
     */
    List<PartShift> shifts(CoordinateMap map) {
        Warped warped = warped(map);
        GradientField other = masked(warped.image(), warped.area());
        PowerSums powers = new PowerSums(other);
        ValidArea both = warped.area().eroded(MARGIN + SMOOTHED).and(area);
        return IntStream.range(0, across() * down())
                .parallel()
                .filter(i -> surrounded(both, left(i), top(i)))
                .mapToObj(i -> shift(other, powers, left(i), top(i)))
                .flatMap(Optional::stream)
                .toList();
    }

    private Warped warped(CoordinateMap map) {
        Homography toFull = fixed.toFull();
        Homography fromFull = moving.toFull().inverse();
        CoordinateMap own = map instanceof Homography projective
                ? fromFull.after(projective).after(toFull)
                : (x, y, target) -> {
                    toFull.map(x, y, target);
                    map.map(target[0], target[1], target);
                    fromFull.map(target[0], target[1], target);
                };
        return Warped.of(moving.image(), moving.area(), own, fixed.width(), fixed.height());
    }

    private int across() {
        return partsAlong(fixed.width());
    }

    private int down() {
        return partsAlong(fixed.height());
    }

    private int left(int part) {
        return part % across() * (SIDE / 2);
    }

    private int top(int part) {
        return part / across() * (SIDE / 2);
    }

    private boolean surrounded(ValidArea both, int left, int top) {
        int right = left + SIDE + SURROUNDINGS;
        int bottom = top + SIDE + SURROUNDINGS;
        if (left < SURROUNDINGS || top < SURROUNDINGS || right > fixed.width() || bottom > fixed.height()) {
            return false;
        }
        for (int y = top - SURROUNDINGS; y < bottom; y++) {
            for (int x = left - SURROUNDINGS; x < right; x++) {
                if (!both.at(x, y)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int partsAlong(int side) {
        return side < SIDE ? 0 : (side - SIDE) / (SIDE / 2) + 1;
    }

    /** The field of an image, 0 where it does not count. */
    private static GradientField masked(DoubleImage image, ValidArea valid) {
        GradientField field = GradientField.of(image, valid.eroded(MARGIN), Smoothing.FINE);
        boolean[] counts = valid.eroded(MARGIN + SMOOTHED).values();
        return new GradientField(masked(field.real(), counts), masked(field.imaginary(), counts));
    }

    private static DoubleImage masked(DoubleImage image, boolean[] counts) {
        double[] values = image.values().clone();
        for (int i = 0; i < counts.length; i++) {
            values[i] = counts[i] ? values[i] : 0;
        }
        return DoubleImage.wrap(image.width(), image.height(), values);
    }

    /** Returns 1 if the part agrees, 0 if not, -1 if it has no structure. */
    private int answer(GradientField other, PowerSums powers, int left, int top) {
        int valid = 0;
        for (int y = top; y < top + SIDE; y++) {
            for (int x = left; x < left + SIDE; x++) {
                valid += area.at(x, y) ? 1 : 0;
            }
        }
        if (valid < MIN_VALID * SIDE * SIDE || power(left, top) < MIN_POWER * valid) {
            return -1;
        }
        Optional<Fit> best = best(other, powers, left, top);
        if (best.isEmpty()) {
            return -1;
        }
        int dx = best.get().dx;
        int dy = best.get().dy;
        return dx * dx + dy * dy <= NEAR * NEAR ? 1 : 0;
    }

    private double power(int left, int top) {
        double power = 0;
        for (int y = top; y < top + SIDE; y++) {
            for (int x = left; x < left + SIDE; x++) {
                double re = field.real().at(x, y);
                double im = field.imaginary().at(x, y);
                power += re * re + im * im;
            }
        }
        return power;
    }

    /** A shift in whole pixels, and its correlation times the norm of the part. */
    private record Fit(int dx, int dy, double score) {}

    private Optional<Fit> best(GradientField other, PowerSums powers, int left, int top) {
        double best = Double.NEGATIVE_INFINITY;
        int bestX = 0;
        int bestY = 0;
        for (int dy = Math.max(-REACH, -top); dy <= Math.min(REACH, fixed.height() - SIDE - top); dy++) {
            for (int dx = Math.max(-REACH, -left); dx <= Math.min(REACH, fixed.width() - SIDE - left); dx++) {
                double score = score(other, powers, left, top, dx, dy);
                if (score > best) {
                    best = score;
                    bestX = dx;
                    bestY = dy;
                }
            }
        }
        return best == Double.NEGATIVE_INFINITY ? Optional.empty() : Optional.of(new Fit(bestX, bestY, best));
    }

    /** Returns negative infinity where the warped field has no structure. */
    private double score(GradientField other, PowerSums powers, int left, int top, int dx, int dy) {
        double otherPower = powers.of(left + dx, top + dy, SIDE);
        return otherPower < MIN_OTHER_POWER * SIDE * SIDE
                ? Double.NEGATIVE_INFINITY
                : product(other, left, top, dx, dy) / Math.sqrt(otherPower);
    }

    private Optional<PartShift> shift(GradientField other, PowerSums powers, int left, int top) {
        double power = power(left, top);
        if (power < MIN_POWER * SIDE * SIDE) {
            return Optional.empty();
        }
        return best(other, powers, left, top)
                .filter(fit -> Math.abs(fit.dx) < REACH && Math.abs(fit.dy) < REACH && fit.score > 0)
                .filter(fit -> left + fit.dx > 0
                        && left + fit.dx + SIDE < fixed.width()
                        && top + fit.dy > 0
                        && top + fit.dy + SIDE < fixed.height())
                .map(fit -> {
                    double before = score(other, powers, left, top, fit.dx - 1, fit.dy);
                    double after = score(other, powers, left, top, fit.dx + 1, fit.dy);
                    double above = score(other, powers, left, top, fit.dx, fit.dy - 1);
                    double below = score(other, powers, left, top, fit.dx, fit.dy + 1);
                    double half = Math.max(fixed.width(), fixed.height()) / 2.0;
                    return new PartShift(
                            (left + SIDE / 2.0 - fixed.width() / 2.0) / half,
                            (top + SIDE / 2.0 - fixed.height() / 2.0) / half,
                            (fit.dx + peak(before, fit.score, after)) / half,
                            (fit.dy + peak(above, fit.score, below)) / half,
                            fit.score / Math.sqrt(power));
                });
    }

    /** Returns where the parabola through three scores has its peak, of which the second is the largest. */
    private static double peak(double before, double here, double after) {
        double curvature = before - 2 * here + after;
        return Double.isFinite(curvature) && curvature < 0 ? (before - after) / (2 * curvature) : 0;
    }

    private double product(GradientField other, int left, int top, int dx, int dy) {
        double[] real = field.real().values();
        double[] imaginary = field.imaginary().values();
        double[] otherReal = other.real().values();
        double[] otherImaginary = other.imaginary().values();
        double sum = 0;
        for (int y = top; y < top + SIDE; y++) {
            int here = y * fixed.width() + left;
            int there = here + dy * fixed.width() + dx;
            for (int x = 0; x < SIDE; x++) {
                sum += real[here + x] * otherReal[there + x] + imaginary[here + x] * otherImaginary[there + x];
            }
        }
        return sum;
    }

    /** Sums of the squares of a field over all rectangles that begin in the upper left corner. */
    private static final class PowerSums {
        private final int stride;
        private final double[] sums;

        PowerSums(GradientField field) {
            int width = field.real().width();
            int height = field.real().height();
            stride = width + 1;
            sums = new double[stride * (height + 1)];
            for (int y = 0; y < height; y++) {
                double row = 0;
                for (int x = 0; x < width; x++) {
                    double re = field.real().at(x, y);
                    double im = field.imaginary().at(x, y);
                    row += re * re + im * im;
                    sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1] + row;
                }
            }
        }

        double of(int left, int top, int side) {
            int upper = top * stride + left;
            int lower = upper + side * stride;
            return sums[lower + side] - sums[lower] - sums[upper + side] + sums[upper];
        }
    }
}
