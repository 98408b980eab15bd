// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Which pairs form each batch of a training: every epoch in a new order, the last smaller batch kept unless it has a single
 * pair, which batch norms cannot train on.
 *
 * <p>A pure function of the seed and the batch's number, so that a training goes on from any point without saved state.
 *
 * @param pairs number of pairs, at least 2
 * @param batchSize pairs in a batch, at least 2
 * @param seed repeats the orders and the augmentations
 */
public record BatchSampler(int pairs, int batchSize, long seed) {
    /** Streams of randomness that must not be the same: orders of epochs, and augmentations of samples. */
    private static final long ORDER = 0x6F72646572L;

    private static final long SAMPLE = 0x73616D706C65L;

    /** Checks the number of pairs. */
    public BatchSampler {
        if (pairs < 2 || batchSize < 2) {
            throw new IllegalArgumentException(
                    "training needs at least 2 pairs and batches of at least 2, not " + pairs + " and " + batchSize);
        }
    }

    /** Returns the number of batches in an epoch. */
    public int batchesPerEpoch() {
        int rest = pairs % batchSize;
        return pairs / batchSize + (rest >= 2 ? 1 : 0);
    }

    /**
     * Returns the pairs of a batch.
     *
     * @param batch its number since the start of the training, from 0
     * @return indices of pairs
     */
    public int[] members(long batch) {
        int[] order = order(batch / batchesPerEpoch());
        int first = (int) (batch % batchesPerEpoch()) * batchSize;
        int[] members = new int[Math.min(batchSize, pairs - first)];
        System.arraycopy(order, first, members, 0, members.length);
        return members;
    }

    private int[] order(long epoch) {
        RandomGenerator random = random(ORDER, epoch);
        int[] order = new int[pairs];
        for (int i = 0; i < pairs; i++) { // Fisher and Yates, inside out
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** Returns the randomness of one sample of a batch. */
    public RandomGenerator random(long batch, int position) {
        return random(SAMPLE, Math.multiplyExact(batch, (long) batchSize) + position);
    }

    private RandomGenerator random(long stream, long number) {
        // Three splits keep neighboring seeds and numbers apart.
        long first = new SplittableRandom(seed ^ stream).nextLong();
        return new SplittableRandom(new SplittableRandom(first + number).nextLong());
    }
}
