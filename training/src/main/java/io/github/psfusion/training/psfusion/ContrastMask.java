// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import java.util.OptionalDouble;

/**
 * How {@link FusionIntensity} decides which source the fused image follows where there is no salient target.
 *
 * <p>The published rule takes the source of higher local variance, however small both are. On flat regions the noise of the
 * sensors decides then: infrared images are noisier, so a bright sky or a white wall becomes as gray as its infrared image. With
 * a floor, a source is followed only where its variance exceeds that of the other by more than the floor; elsewhere the
 * fused image follows the larger of both intensities.
 *
 * <p>Without a mask no difference of contrast is large enough: the larger of both intensities is followed everywhere.
 *
 * @param floor standard deviation in levels of 255 whose square is the floor, above 0; empty for the published rule, infinite for no mask
 */
public record ContrastMask(OptionalDouble floor) {
    /** The rule of the authors' code. */
    public static final ContrastMask PUBLISHED = new ContrastMask(OptionalDouble.empty());

    /** Contrast decides nothing: for ablations. */
    public static final ContrastMask NONE = new ContrastMask(OptionalDouble.of(Double.POSITIVE_INFINITY));

    private static final String NONE_TEXT = "none";
    private static final String PUBLISHED_TEXT = "published";
    private static final String FLOOR_PREFIX = "floor:";
    private static final double LEVELS = 255;

    /** Checks the floor. */
    public ContrastMask {
        if (floor.isPresent() && !isPossible(floor.getAsDouble())) {
            throw new IllegalArgumentException(
                    "the floor of the contrast must be above 0 and at most 255 levels, not " + floor.getAsDouble());
        }
    }

    private static boolean isPossible(double levels) {
        return (levels > 0 && levels <= LEVELS) || levels == Double.POSITIVE_INFINITY;
    }

    /** Returns the rule with a floor of this many levels. */
    public static ContrastMask withFloor(double levels) {
        return new ContrastMask(OptionalDouble.of(levels));
    }

    /**
     * Reads {@code published}, {@code none} or {@code floor:LEVELS}.
     *
     * @throws IllegalArgumentException if the text has another form, or the levels are out of range
     */
    public static ContrastMask parse(String text) {
        if (text.equals(PUBLISHED_TEXT)) {
            return PUBLISHED;
        }
        if (text.equals(NONE_TEXT)) {
            return NONE;
        }
        if (text.startsWith(FLOOR_PREFIX)) {
            try {
                return withFloor(Double.parseDouble(text.substring(FLOOR_PREFIX.length())));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "expected a number of levels after floor:, such as floor:4, not " + text, e);
            }
        }
        throw new IllegalArgumentException("expected published, floor:LEVELS or none, not " + text);
    }

    /** Returns what {@link #parse} reads. */
    @Override
    public String toString() {
        if (equals(NONE)) {
            return NONE_TEXT;
        }
        return floor.isPresent() ? FLOOR_PREFIX + floor.getAsDouble() : PUBLISHED_TEXT;
    }

    /** Returns the least difference of variances of images in [0, 1]; empty for the published rule. */
    OptionalDouble varianceFloor() {
        if (floor.isEmpty()) {
            return floor;
        }
        double deviation = floor.getAsDouble() / LEVELS;
        return OptionalDouble.of(deviation * deviation);
    }
}
