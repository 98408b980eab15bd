// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.numeric;

/** The entropy of counted things. */
final class Entropies {
    private static final double LOG_2 = Math.log(2);

    private Entropies() {}

    /** Returns {@code - sum p log2 p} over the counts above 0; the limit of {@code p log p} at 0 is 0. */
    static double ofCounts(int[] counts, int total) {
        double entropy = 0;
        for (int count : counts) {
            if (count > 0 && count < total) { // the only thing there is has p = 1 and adds 0, never -0
                double p = (double) count / total;
                entropy -= p * (Math.log(p) / LOG_2);
            }
        }
        return entropy;
    }
}
