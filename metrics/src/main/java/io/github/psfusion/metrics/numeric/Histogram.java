// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.numeric;

/** How often each gray level occurs in an image. */
public final class Histogram {
    /** Number of gray levels. */
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
        // Neighbors are often equal: with four tables an addition need not wait for the one before it.
        int[] first = new int[LEVELS];
        int[] second = new int[LEVELS];
        int[] third = new int[LEVELS];
        int[] fourth = new int[LEVELS];
        int rest = levels.length % 4;
        for (int i = 0; i < levels.length - rest; i += 4) {
            first[levels[i] & 0xFF]++;
            second[levels[i + 1] & 0xFF]++;
            third[levels[i + 2] & 0xFF]++;
            fourth[levels[i + 3] & 0xFF]++;
        }
        for (int i = levels.length - rest; i < levels.length; i++) {
            first[levels[i] & 0xFF]++;
        }
        for (int level = 0; level < LEVELS; level++) {
            first[level] += second[level] + third[level] + fourth[level];
        }
        return new Histogram(first, levels.length);
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
