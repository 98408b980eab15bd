// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.numeric;

/** How often each pair of gray levels occurs at the same pixel of two images. */
public final class JointHistogram {
    private final int[] counts;
    private final int total;

    private JointHistogram(int[] counts, int total) {
        this.counts = counts;
        this.total = total;
    }

    /**
     * Counts pairs of levels.
     *
     * @param first at least one byte, read as 0 to 255
     * @param second as many
     */
    public static JointHistogram of(byte[] first, byte[] second) {
        return ofCapped(first, second, Histogram.LEVELS - 1);
    }

    /**
     * Counts pairs of levels with the brightest ones in one bin.
     *
     * @param cap level as which all brighter ones count
     */
    public static JointHistogram ofCapped(byte[] first, byte[] second, int cap) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(
                    first.length + " and " + second.length + " levels cannot be counted in pairs");
        }
        int[] counts = new int[Histogram.LEVELS * Histogram.LEVELS];
        for (int i = 0; i < first.length; i++) {
            int a = Math.min(first[i] & 0xFF, cap);
            int b = Math.min(second[i] & 0xFF, cap);
            counts[a * Histogram.LEVELS + b]++;
        }
        return new JointHistogram(counts, first.length);
    }

    /** Returns how often these two levels meet. */
    public int count(int first, int second) {
        return counts[first * Histogram.LEVELS + second];
    }

    /** Returns the entropy {@code - sum p log2 p} over the pairs that occur, in bits. */
    public double entropy() {
        return Entropies.ofCounts(counts, total);
    }
}
