// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import java.util.random.RandomGenerator;

/**
 * The random scale of the pairs of a training: each is resized by a factor drawn uniformly from this range before its crop is drawn. A
 * range of 1 leaves the pairs as they are, as in the published training.
 *
 * @param smallest the smallest factor, at least 0.1
 * @param largest the largest one, at most 4
 */
public record ScaleRange(double smallest, double largest) {
    /** Every pair in its own size. */
    public static final ScaleRange NONE = new ScaleRange(1, 1);

    private static final double LEAST = 0.1;
    private static final double MOST = 4;
    private static final String BETWEEN = "..";

    /** Checks the range. */
    public ScaleRange {
        if (!(smallest >= LEAST && largest <= MOST)) {
            throw new IllegalArgumentException(
                    "scales must be within " + LEAST + " and " + MOST + ", not " + smallest + BETWEEN + largest);
        }
        if (largest < smallest) {
            throw new IllegalArgumentException("the smaller scale comes first; " + largest + " is below " + smallest);
        }
    }

    /**
     * Reads a factor or a range, such as {@code 0.5..1.5}.
     *
     * @throws IllegalArgumentException if the text has another form, or the range does not fit
     */
    public static ScaleRange parse(String text) {
        int between = text.indexOf(BETWEEN);
        double first = number(between < 0 ? text : text.substring(0, between), text);
        return new ScaleRange(first, between < 0 ? first : number(text.substring(between + BETWEEN.length()), text));
    }

    private static double number(String part, String text) {
        try {
            return Double.parseDouble(part);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a factor or a range, such as 0.5..1.5, but found " + text, e);
        }
    }

    /** Returns a factor; draws nothing if there is only one. */
    double draw(RandomGenerator random) {
        return smallest == largest ? smallest : random.nextDouble(smallest, largest);
    }

    /** Returns what {@link #parse} reads. */
    @Override
    public String toString() {
        return smallest == largest ? Double.toString(smallest) : smallest + BETWEEN + largest;
    }
}
