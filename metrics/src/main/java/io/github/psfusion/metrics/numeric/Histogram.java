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
        int[] even = new int[LEVELS];
        int[] odd = new int[LEVELS]; // neighbours are often equal: two tables need not wait for each other
        int last = levels.length - 1;
        for (int i = 0; i < last; i += 2) {
            even[levels[i] & 0xFF]++;
            odd[levels[i + 1] & 0xFF]++;
        }
        if (levels.length % 2 == 1) {
            even[levels[last] & 0xFF]++;
        }
        for (int level = 0; level < LEVELS; level++) {
            even[level] += odd[level];
        }
        return new Histogram(even, levels.length);
    }

    /** Returns the number of pixels with this level, 0 to 255. */
    public int count(int level) {
        return counts[level];
    }

    /** Returns the number of pixels. */
    public int total() {
        return total;
    }

    /** Returns whether all pixels have one level. */
    public boolean isConstant() {
        return counts[greatest()] == total;
    }

    /** Returns the sum of all levels. */
    public long sum() {
        long sum = 0;
        for (int level = 0; level < LEVELS; level++) {
            sum += (long) counts[level] * level;
        }
        return sum;
    }

    /** Returns the sum of the squares of all levels. */
    public long sumOfSquares() {
        long sum = 0;
        for (int level = 0; level < LEVELS; level++) {
            sum += (long) counts[level] * level * level;
        }
        return sum;
    }

    /** Returns the variance of the levels, that of a population; exactly 0 if there is but one level. */
    public double variance() {
        return PairSums.covariance(total, sum(), sum(), sumOfSquares());
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
