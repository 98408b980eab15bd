// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the intensity window of images is chosen: the levels that become 0 (black) and 1 (white).
 *
 * <p>Raw values of thermal cameras fill a small part of 16 bits and look flat gray without a window. The window is the same for
 * all images of a batch, so that brightness does not jump from one image to the next:
 *
 * <pre>
 * IntensityStatistics statistics = window.statistics();
 * for each image: statistics.add(plane, depth);
 * for each image: statistics.levels(depth).apply(plane);
 * </pre>
 */
public sealed interface IntensityWindow {
    /** Images are unchanged: level 0 is 0, the highest level of the depth is 1. */
    record Full() implements IntensityWindow {}

    /** Images of 8 bits are unchanged; others lie between the 0.1 and the 99.9 percentile. */
    record Automatic() implements IntensityWindow {
        static final double LOW = 0.1;
        static final double HIGH = 99.9;
    }

    /** From the lowest to the highest level of all images. */
    record MinMax() implements IntensityWindow {}

    /**
     * Between two percentiles of the levels of all images.
     *
     * @param low percentile that becomes 0, 0 to 100
     * @param high percentile that becomes 1, above {@code low}
     */
    record Percentiles(double low, double high) implements IntensityWindow {
        /** Checks the order. */
        public Percentiles {
            if (!(low >= 0 && low < high && high <= MAX_PERCENT)) {
                throw new IllegalArgumentException(
                        "percentiles " + low + " and " + high + " must be in order between 0 and 100");
            }
        }
    }

    /**
     * Fixed levels; levels above those of an image's depth count as its highest one.
     *
     * @param low level that becomes 0
     * @param high level that becomes 1, above {@code low}
     */
    record Fixed(int low, int high) implements IntensityWindow {
        /** Checks the order. */
        public Fixed {
            if (low < 0 || high <= low || high > BitDepth.BITS_16.max()) {
                throw new IllegalArgumentException(
                        "levels " + low + " and " + high + " must be in order between 0 and 65535");
            }
        }
    }

    /** The highest percentile. */
    double MAX_PERCENT = 100;

    /**
     * Reads a window as users write it: {@code auto}, {@code full}, {@code min-max}, {@code percentiles:1,99} or two
     * levels {@code 7000,9000}.
     *
     * @throws IllegalArgumentException if the text is none of them, or its numbers are not in order
     */
    static IntensityWindow parse(String text) {
        if (text.equals("auto")) {
            return new Automatic();
        }
        if (text.equals("full")) {
            return new Full();
        }
        if (text.equals("min-max")) {
            return new MinMax();
        }
        Matcher percentiles = Syntax.PERCENTILES.matcher(text);
        if (percentiles.matches()) {
            return new Percentiles(Double.parseDouble(percentiles.group(1)), Double.parseDouble(percentiles.group(2)));
        }
        Matcher levels = Syntax.LEVELS.matcher(text);
        if (levels.matches()) {
            return new Fixed(Integer.parseInt(levels.group(1)), Integer.parseInt(levels.group(2)));
        }
        throw new IllegalArgumentException("\"" + text + "\" is no range; expected auto, full, min-max, percentiles:P,Q"
                + " such as percentiles:1,99, or two levels LO,HI such as 7000,9000");
    }

    /** Returns the window as {@link #parse} reads it. */
    default String text() {
        if (this instanceof Full) {
            return "full";
        }
        if (this instanceof MinMax) {
            return "min-max";
        }
        if (this instanceof Percentiles percentiles) {
            return "percentiles:" + percentiles.low() + "," + percentiles.high();
        }
        if (this instanceof Fixed fixed) {
            return fixed.low() + "," + fixed.high();
        }
        return "auto";
    }

    /** Returns empty statistics, to which the images of a batch are added. */
    default IntensityStatistics statistics() {
        return new IntensityStatistics(this);
    }

    /** Returns whether the levels for images of this depth depend on the images, so that all must be read first. */
    default boolean dependsOnImages(BitDepth depth) {
        return !(this instanceof Fixed)
                && !(this instanceof Full)
                && !(this instanceof Automatic && depth == BitDepth.BITS_8);
    }

    /** The two forms with numbers. */
    final class Syntax {
        private static final String NUMBER = "(\\d{1,3}(?:\\.\\d{1,9})?)";
        static final Pattern PERCENTILES = Pattern.compile("percentiles:" + NUMBER + "," + NUMBER);
        static final Pattern LEVELS = Pattern.compile("(\\d{1,6}),(\\d{1,6})");

        private Syntax() {}
    }
}
