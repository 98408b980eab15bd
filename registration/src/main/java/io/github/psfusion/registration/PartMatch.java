// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.registration.GradientField.Smoothing;
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
     * Asks the parts.
     *
     * @param map from points of the full fixed image to points of the full moving one
     */
    Parts of(Homography map) {
        Homography own = moving.toFull().inverse().after(map).after(fixed.toFull());
        Warped warped = Warped.of(moving.image(), moving.area(), own, fixed.width(), fixed.height());
        GradientField other = masked(warped.image(), warped.area());
        PowerSums powers = new PowerSums(other);
        int across = partsAlong(fixed.width());
        int down = partsAlong(fixed.height());
        int[] answers = IntStream.range(0, across * down)
                .parallel()
                .map(i -> answer(other, powers, i % across * (SIDE / 2), i / across * (SIDE / 2)))
                .toArray();
        return new Parts(
                (int) IntStream.of(answers).filter(answer -> answer >= 0).count(),
                (int) IntStream.of(answers).filter(answer -> answer > 0).count());
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
        int width = fixed.width();
        double power = 0;
        int valid = 0;
        for (int y = top; y < top + SIDE; y++) {
            for (int x = left; x < left + SIDE; x++) {
                double re = field.real().at(x, y);
                double im = field.imaginary().at(x, y);
                power += re * re + im * im;
                valid += area.at(x, y) ? 1 : 0;
            }
        }
        if (valid < MIN_VALID * SIDE * SIDE || power < MIN_POWER * valid) {
            return -1;
        }
        double best = Double.NEGATIVE_INFINITY;
        int bestDistance = 0;
        boolean found = false;
        for (int dy = Math.max(-REACH, -top); dy <= Math.min(REACH, fixed.height() - SIDE - top); dy++) {
            for (int dx = Math.max(-REACH, -left); dx <= Math.min(REACH, width - SIDE - left); dx++) {
                double otherPower = powers.of(left + dx, top + dy, SIDE);
                if (otherPower < MIN_OTHER_POWER * SIDE * SIDE) {
                    continue;
                }
                found = true;
                double score = product(other, left, top, dx, dy) / Math.sqrt(otherPower);
                if (score > best) {
                    best = score;
                    bestDistance = dx * dx + dy * dy;
                }
            }
        }
        if (!found) {
            return -1;
        }
        return bestDistance <= NEAR * NEAR ? 1 : 0;
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
