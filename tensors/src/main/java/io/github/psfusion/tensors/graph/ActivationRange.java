// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import java.util.Arrays;
import java.util.Base64;

/** Between which numbers the channels of a map lie, as seen on some images; 0 is always among them. Immutable. */
public final class ActivationRange {
    private static final int STEPS = 255; // of a reach in a text

    private final double[] lowest; // of each channel
    private final double[] highest;
    private final double least; // of all channels
    private final double most;

    private ActivationRange(double[] lowest, double[] highest) {
        this.lowest = lowest;
        this.highest = highest;
        this.least = Arrays.stream(lowest).min().orElse(0);
        this.most = Arrays.stream(highest).max().orElse(0);
        for (int c = 0; c < lowest.length; c++) {
            if (!(lowest[c] <= 0)
                    || !(highest[c] >= 0)
                    || Double.isInfinite(lowest[c])
                    || Double.isInfinite(highest[c])) {
                throw new IllegalArgumentException(
                        "the range " + lowest[c] + " to " + highest[c] + " must contain 0 and end");
            }
        }
    }

    /**
     * Makes the range of a map.
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

    /** Returns the lowest number of all channels. */
    public double lowest() {
        return least;
    }

    /** Returns the highest number of all channels. */
    public double highest() {
        return most;
    }

    /** Returns how far a channel goes, 0 to 1: 1 where it reaches one end of the map's range. */
    public double reach(int channel) {
        return Math.max(least < 0 ? lowest[channel] / least : 0, most > 0 ? highest[channel] / most : 0);
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

    /** Returns lowest and highest number, and the reach of each channel in 255 steps upwards, in Base64. */
    String toText() {
        byte[] reaches = new byte[channels()];
        for (int c = 0; c < reaches.length; c++) {
            reaches[c] = (byte) Math.ceil(STEPS * reach(c));
        }
        return (float) lowest() + " " + (float) highest() + " "
                + Base64.getEncoder().withoutPadding().encodeToString(reaches);
    }

    /**
     * Reads the three words that {@link #toText} wrote.
     *
     * @throws IllegalArgumentException if they are of another form
     */
    static ActivationRange parse(String lowest, String highest, String reaches) {
        byte[] steps = Base64.getDecoder().decode(reaches);
        double[] low = new double[steps.length];
        double[] high = new double[steps.length];
        for (int c = 0; c < steps.length; c++) {
            double reach = Byte.toUnsignedInt(steps[c]) / (double) STEPS;
            low[c] = reach * Double.parseDouble(lowest);
            high[c] = reach * Double.parseDouble(highest);
        }
        return of(low, high);
    }
}
