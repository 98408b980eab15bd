// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.gtf;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The rows of an image in bands of fixed height, worked on by several threads.
 *
 * <p>Sums are made a band at a time and then over the bands in their order: they do not depend on the number of threads.
 */
final class Bands {
    /** Small enough for two threads to share a small image, large enough that starting a band costs nothing. */
    static final int ROWS = 16;

    private final int height;
    private final Executor workers;
    private final int threads;

    /** What is done with a band of rows. */
    interface Work {
        /**
         * Works on a band.
         *
         * @param from first row
         * @param to row after the last
         * @return the band's part of a sum; 0 where none is wanted
         */
        double on(int from, int to);
    }

    /**
     * Makes bands.
     *
     * @param workers run the work of all threads but the calling one
     * @param threads how many threads work, the calling one included; with one the workers are not used
     */
    Bands(int height, Executor workers, int threads) {
        this.height = height;
        this.workers = workers;
        this.threads = Math.min(threads, bands(height));
    }

    private static int bands(int height) {
        return (height + ROWS - 1) / ROWS;
    }

    /** Does the work on all bands and returns the sum of its results. */
    double sum(Work work) {
        double[] parts = results(work);
        double sum = 0;
        for (double part : parts) {
            sum += part;
        }
        return sum;
    }

    /** Does the work on all bands and returns the largest of its results. */
    double max(Work work) {
        double max = Double.NEGATIVE_INFINITY;
        for (double part : results(work)) {
            max = Math.max(max, part);
        }
        return max;
    }

    /** Does the work on all bands; its results do not matter. */
    void all(Work work) {
        var unused = results(work);
    }

    private double[] results(Work work) {
        double[] parts = new double[bands(height)];
        List<CompletableFuture<Void>> others = new ArrayList<>();
        for (int t = 1; t < threads; t++) {
            int share = t;
            others.add(CompletableFuture.runAsync(() -> work(work, parts, share), workers));
        }
        work(work, parts, 0);
        others.forEach(CompletableFuture::join); // also after an interruption: the bands share arrays
        return parts;
    }

    /** Each thread takes neighboring bands, so that rows at their borders are seldom shared. */
    private void work(Work work, double[] parts, int share) {
        int end = parts.length * (share + 1) / threads;
        for (int band = parts.length * share / threads; band < end; band++) {
            int from = band * ROWS;
            parts[band] = work.on(from, Math.min(from + ROWS, height));
        }
    }
}
