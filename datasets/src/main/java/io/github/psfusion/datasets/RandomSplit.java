// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Divides pairs at random into training, validation and, where shares are left, test.
 *
 * @param train share of pairs to train on, from 0 to 1
 * @param validation share of pairs for validation, from 0 to 1; what the two leave is for test
 * @param seed the same seed divides the same pairs in the same way
 */
public record RandomSplit(double train, double validation, long seed) {
    /** Shares such as 0.7, 0.2 and 0.1 need not add up to 1 in binary. */
    private static final double ROUNDING = 1e-9;

    /** Checks the shares. */
    public RandomSplit {
        // Written so that not-a-number is refused too.
        if (!(train >= 0 && validation >= 0 && train + validation > 0 && train + validation <= 1 + ROUNDING)) {
            throw new IllegalArgumentException(
                    "shares " + train + " and " + validation + " must be from 0 to 1, and so must their sum");
        }
    }

    /**
     * Divides the pairs. A split with a share gets at least one pair as long as there are enough.
     *
     * @return the splits that get pairs, each in natural order of names
     */
    Map<Split, List<PairFiles>> divide(List<PairFiles> pairs) {
        List<PairFiles> shuffled = new ArrayList<>(pairs);
        Collections.shuffle(shuffled, new Random(seed));
        int[] counts = counts(shuffled.size());
        int trainEnd = counts[0];
        int validationEnd = trainEnd + counts[1];
        Map<Split, List<PairFiles>> splits = new EnumMap<>(Split.class);
        put(splits, Split.TRAIN, shuffled.subList(0, trainEnd));
        put(splits, Split.VALIDATION, shuffled.subList(trainEnd, validationEnd));
        put(splits, Split.TEST, shuffled.subList(validationEnd, shuffled.size()));
        return splits;
    }

    private static void put(Map<Split, List<PairFiles>> splits, Split split, List<PairFiles> pairs) {
        if (!pairs.isEmpty()) {
            List<PairFiles> sorted = new ArrayList<>(pairs);
            sorted.sort(Comparator.comparing(PairFiles::name, NaturalOrder.INSTANCE));
            splits.put(split, sorted);
        }
    }

    /** Returns the number of pairs for training, validation and test. */
    private int[] counts(int total) {
        double test = 1 - train - validation;
        double[] shares = {train, validation, test > ROUNDING ? test : 0};
        int trainEnd = (int) Math.round(train * total);
        int validationEnd = shares[2] > 0 ? (int) Math.round((train + validation) * total) : total;
        int[] counts = {trainEnd, validationEnd - trainEnd, total - validationEnd};
        for (int i = 0; i < counts.length; i++) {
            int largest = counts[0] >= counts[1] ? 0 : 1;
            largest = counts[largest] >= counts[2] ? largest : 2;
            if (shares[i] > 0 && counts[i] == 0 && counts[largest] > 1) {
                counts[i]++;
                counts[largest]--;
            }
        }
        return counts;
    }
}
