// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.gtf;

/**
 * Finds a value that a given share of values lies below, by a histogram as the published program makes it.
 *
 * <p>{@value #BINS} bins, whose <em>centers</em> run from the smallest to the largest value in equal steps; their edges lie half
 * way between, and a value on an edge belongs to the lower bin.
 */
final class Thresholds {
    private static final int BINS = 1000;

    private final double[] centers = new double[BINS];
    private final int chosen;

    /**
     * Makes the histogram and chooses a bin: the first up to which more than a share of the values lie.
     *
     * @param values at least one; not changed
     * @param share 0 to 1
     */
    Thresholds(double[] values, double share) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        double span = greatest - least;
        for (int bin = 0; bin < BINS; bin++) {
            centers[bin] = least + bin * span / (BINS - 1);
        }
        centers[BINS - 1] = greatest;
        long[] counts = new long[BINS];
        for (double value : values) {
            counts[bin(value, least, span)]++;
        }
        int bin = 0;
        long below = counts[0];
        while (bin < BINS - 1 && !(below / (double) values.length > share)) {
            bin++;
            below += counts[bin];
        }
        chosen = bin;
    }

    private int bin(double value, double least, double span) {
        if (!(span > 0)) {
            return 0;
        }
        int bin = (int) Math.min(Math.max(Math.round((value - least) / span * (BINS - 1)), 0), BINS - 1);
        while (bin > 0 && value <= upperEdge(bin - 1)) {
            bin--;
        }
        while (bin < BINS - 1 && value > upperEdge(bin)) {
            bin++;
        }
        return bin;
    }

    private double upperEdge(int bin) {
        return centers[bin] + (centers[bin + 1] - centers[bin]) / 2;
    }

    /** Returns the center of the bin after the chosen one. */
    double next() {
        return centers[Math.min(chosen + 1, BINS - 1)];
    }

    /** Returns the center of the chosen bin if it is positive, else that of the bin after it. */
    double positive() {
        return centers[chosen] > 0 ? centers[chosen] : next();
    }
}
