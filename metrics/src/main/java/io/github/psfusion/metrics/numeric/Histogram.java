// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.numeric;

/** How often each grey level occurs in a picture. */
public final class Histogram {
    /** Number of grey levels. */
    public static final int LEVELS = 256;

    private final int[] counts;
    private final int total;

    private Histogram(int[] counts, int total) {
        this.counts = counts;
        this.total = total;
    }

    /**
     * Counts levels.
     *
     * @param levels at least one byte, read as 0 to 255
     */
    public static Histogram of(byte[] levels) {
        int[] counts = new int[LEVELS];
        for (byte level : levels) {
            counts[level & 0xFF]++;
        }
        return new Histogram(counts, levels.length);
    }

    /** Returns the number of pixels with this level, 0 to 255. */
    public int count(int level) {
        return counts[level];
    }

    /** Returns the number of pixels. */
    public int total() {
        return total;
    }

    /** Returns the largest level that occurs. */
    public int greatest() {
        int level = LEVELS - 1;
        while (counts[level] == 0) {
            level--;
        }
        return level;
    }

    /** Returns the entropy {@code - sum p log2 p} over the levels that occur, in bits; 0, and not -0, for one level. */
    public double entropy() {
        return Entropies.ofCounts(counts, total);
    }
}
