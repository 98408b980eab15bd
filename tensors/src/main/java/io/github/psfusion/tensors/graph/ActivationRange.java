// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import java.util.Arrays;
import java.util.Base64;

/**
 * The lowest and highest value of each channel of an activation, as observed on some images; 0 is always between them. Immutable.
 */
public final class ActivationRange {
    /** Levels of a relative scale in a text: one byte for each channel. */
    private static final int TEXT_LEVELS = 255;

    private final double[] lowest; // of each channel
    private final double[] highest;
    private final double lowestOfAll;
    private final double highestOfAll;

    private ActivationRange(double[] lowest, double[] highest) {
        this.lowest = lowest;
        this.highest = highest;
        this.lowestOfAll = Arrays.stream(lowest).min().orElse(0);
        this.highestOfAll = Arrays.stream(highest).max().orElse(0);
        for (int c = 0; c < lowest.length; c++) {
            if (!(lowest[c] <= 0)
                    || !(highest[c] >= 0)
                    || lowest[c] < -Float.MAX_VALUE
                    || highest[c] > Float.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "the range " + lowest[c] + " to " + highest[c] + " must be finite and contain 0");
            }
        }
    }

    /**
     * Makes the range of an activation.
     *
     * @param lowest of each channel, at most 0
     * @param highest of each channel, at least 0
     */
    public static ActivationRange of(double[] lowest, double[] highest) {
        if (lowest.length != highest.length || lowest.length == 0) {
            throw new IllegalArgumentException(lowest.length + " and " + highest.length + " channels");
        }
        return new ActivationRange(lowest.clone(), highest.clone());
    }

    /** Returns the number of channels. */
    public int channels() {
        return lowest.length;
    }

    /** Returns the lowest value of all channels. */
    public double lowest() {
        return lowestOfAll;
    }

    /** Returns the highest value of all channels. */
    public double highest() {
        return highestOfAll;
    }

    /**
     * Returns the range of a channel in relation to that of the whole activation, 0 to 1: the smallest factor by which the whole
     * range contains the channel's.
     */
    public double relativeScale(int channel) {
        return Math.max(
                lowestOfAll < 0 ? lowest[channel] / lowestOfAll : 0,
                highestOfAll > 0 ? highest[channel] / highestOfAll : 0);
    }

    /**
     * Returns the smallest range that contains both.
     *
     * @throws IllegalArgumentException if the other has another number of channels
     */
    public ActivationRange joined(ActivationRange other) {
        if (other.channels() != channels()) {
            throw new IllegalArgumentException(channels() + " and " + other.channels() + " channels");
        }
        double[] low = lowest.clone();
        double[] high = highest.clone();
        for (int c = 0; c < low.length; c++) {
            low[c] = Math.min(low[c], other.lowest[c]);
            high[c] = Math.max(high[c], other.highest[c]);
        }
        return new ActivationRange(low, high);
    }

    /** Returns three words: lowest value, highest value, and the relative scale of each channel, rounded up to a byte, in Base64. */
    String toText() {
        byte[] scales = new byte[channels()];
        for (int c = 0; c < scales.length; c++) {
            scales[c] = (byte) Math.ceil(TEXT_LEVELS * relativeScale(c));
        }
        return (float) lowest() + " " + (float) highest() + " "
                + Base64.getEncoder().withoutPadding().encodeToString(scales);
    }

    /**
     * Reads the three words that {@link #toText} wrote.
     *
     * @throws IllegalArgumentException if they are of another form
     */
    static ActivationRange parse(String lowest, String highest, String relativeScales) {
        byte[] levels = Base64.getDecoder().decode(relativeScales);
        double[] low = new double[levels.length];
        double[] high = new double[levels.length];
        for (int c = 0; c < levels.length; c++) {
            double scale = Byte.toUnsignedInt(levels[c]) / (double) TEXT_LEVELS;
            low[c] = scale * Double.parseDouble(lowest);
            high[c] = scale * Double.parseDouble(highest);
        }
        return of(low, high);
    }
}
