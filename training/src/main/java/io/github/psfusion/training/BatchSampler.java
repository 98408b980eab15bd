// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Which pairs form each batch of a training: every epoch in a new order, the last smaller batch kept unless it has a single
 * pair, which batch norms cannot train on.
 *
 * <p>Of several sets, an epoch takes as many samples as all of them have pairs, and from each set its share of them. The sets
 * alternate as evenly as whole numbers allow: at each position comes the set that is furthest behind its share. Each set has
 * epochs of its own: all of its pairs are drawn, in a new order each time, before one is drawn again.
 *
 * <p>A pure function of the seed and the batch's number, so that a training continues from any point without saved state.
 */
public final class BatchSampler {
    /** Streams of randomness that must not be the same: orders of epochs, and both augmentations of samples. */
    private static final long ORDER = 0x6F72646572L;

    private static final long SAMPLE = 0x73616D706C65L;

    private static final long PHOTOMETRIC = 0x70686F746FL;

    /** Places the number of a set above the bits of {@link #ORDER}; the first set has the stream of a single one. */
    private static final int PART_SHIFT = 40;

    private final Mixture mixture;
    private final int samples;
    private final int batchSize;
    private final long seed;
    /** Samples of an epoch from each set. */
    private final int[] counts;
    /** The set of each position of an epoch, and how many samples of that set come before it. */
    private final int[] parts;

    private final int[] ranks;

    /**
     * Makes the sampler of a single set.
     *
     * @param pairs number of pairs, at least 2
     * @param batchSize pairs in a batch, at least 2
     * @param seed repeats the orders and the augmentations
     */
    public BatchSampler(int pairs, int batchSize, long seed) {
        this(Mixture.of(pairs), batchSize, seed);
    }

    /**
     * Makes the sampler of several sets.
     *
     * @param mixture the sets, with at least 2 pairs together
     * @param batchSize pairs in a batch, at least 2
     * @param seed repeats the orders and the augmentations
     */
    public BatchSampler(Mixture mixture, int batchSize, long seed) {
        int pairs = mixture.pairs();
        if (pairs < 2 || batchSize < 2) {
            throw new IllegalArgumentException(
                    "training needs at least 2 pairs and batches of at least 2, not " + pairs + " and " + batchSize);
        }
        this.mixture = mixture;
        this.batchSize = batchSize;
        this.seed = seed;
        samples = pairs % batchSize == 1 ? pairs - 1 : pairs;
        counts = mixture.counts(samples);
        parts = new int[samples];
        ranks = new int[samples];
        alternate();
    }

    /** Assigns the positions of an epoch to the sets. */
    private void alternate() {
        int[] taken = new int[counts.length];
        for (int position = 0; position < samples; position++) {
            int next = 0;
            for (int part = 1; part < counts.length; part++) {
                if (behind(part, position, taken) > behind(next, position, taken)) {
                    next = part;
                }
            }
            parts[position] = next;
            ranks[position] = taken[next]++;
        }
    }

    /**
     * Returns by how much a set is behind its share after this position, times the number of samples. The sum over all sets is
     * positive, so the one that is furthest behind never exceeds its count.
     */
    private long behind(int part, int position, int[] taken) {
        return (position + 1L) * counts[part] - (long) taken[part] * samples;
    }

    /** Returns the number of batches in an epoch. */
    public int batchesPerEpoch() {
        return (samples + batchSize - 1) / batchSize;
    }

    /**
     * Returns the pairs of a batch.
     *
     * @param batch its number since the start of the training, from 0
     * @return indices of pairs; those of the second set follow those of the first
     */
    public int[] members(long batch) {
        long epoch = batch / batchesPerEpoch();
        int first = (int) (batch % batchesPerEpoch()) * batchSize;
        int[] members = new int[Math.min(batchSize, samples - first)];
        int offset = 0;
        for (int part = 0; part < counts.length; part++) {
            int pairs = mixture.parts().get(part).pairs();
            long ordered = -1;
            int[] order = {};
            for (int i = 0; i < members.length; i++) {
                if (parts[first + i] == part) {
                    // A single set leaves the rest of an epoch out where the last batch is dropped.
                    long drawn =
                            counts.length == 1 ? epoch * pairs + first + i : epoch * counts[part] + ranks[first + i];
                    if (drawn / pairs != ordered) {
                        ordered = drawn / pairs;
                        order = order(part, pairs, ordered);
                    }
                    members[i] = offset + order[(int) (drawn % pairs)];
                }
            }
            offset += pairs;
        }
        return members;
    }

    private int[] order(int part, int pairs, long epoch) {
        RandomGenerator random = random(ORDER ^ ((long) part << PART_SHIFT), epoch);
        int[] order = new int[pairs];
        for (int i = 0; i < pairs; i++) { // Fisher and Yates, inside out
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** Returns the randomness of flip, rotation and crop of one sample of a batch. */
    public RandomGenerator random(long batch, int position) {
        return random(SAMPLE, number(batch, position));
    }

    /** Returns the randomness of the photometric changes of one sample of a batch, which does not depend on the other one. */
    public RandomGenerator photometricRandom(long batch, int position) {
        return random(PHOTOMETRIC, number(batch, position));
    }

    private long number(long batch, int position) {
        return Math.multiplyExact(batch, (long) batchSize) + position;
    }

    private RandomGenerator random(long stream, long number) {
        // Three splits keep neighboring seeds and numbers apart.
        long first = new SplittableRandom(seed ^ stream).nextLong();
        return new SplittableRandom(new SplittableRandom(first + number).nextLong());
    }
}
