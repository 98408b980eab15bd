// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.segmentation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How much the confidence of predictions differs from how often they are right: the expected calibration error (Naeini et al., 2015;
 * Guo et al., 2017) over {@value #BINS} bins of equal width. Not thread-safe.
 */
public final class CalibrationError {
    /** Number of bins; bin k holds confidences from {@code k / 15} to below {@code (k + 1) / 15}, the last one 1 too. */
    public static final int BINS = 15;

    private final long[] pixels = new long[BINS];
    private final long[] correct = new long[BINS];
    private final double[] confidence = new double[BINS];

    /**
     * One bin.
     *
     * @param pixels how many predictions it holds
     * @param correct how many of them are right
     * @param confidence sum of their confidences
     */
    public record Bin(long pixels, long correct, double confidence) {}

    /**
     * Adds a prediction.
     *
     * @param probability that the predicted class has, 0 to 1
     * @param right whether it is the true class
     */
    public void add(double probability, boolean right) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("the confidence " + probability + " is not from 0 to 1");
        }
        int bin = Math.min((int) (probability * BINS), BINS - 1);
        pixels[bin]++;
        correct[bin] += right ? 1 : 0;
        confidence[bin] += probability;
    }

    /** Adds all predictions of another one. */
    public void add(CalibrationError other) {
        for (int bin = 0; bin < BINS; bin++) {
            pixels[bin] += other.pixels[bin];
            correct[bin] += other.correct[bin];
            confidence[bin] += other.confidence[bin];
        }
    }

    /** Returns the bins by rising confidence. */
    public List<Bin> bins() {
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            bins.add(new Bin(pixels[bin], correct[bin], confidence[bin]));
        }
        return bins;
    }

    /** Returns {@code sum over bins |correct - confidence| / pixels}, 0 to 1; empty without a prediction. */
    public OptionalDouble value() {
        long total = 0;
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            total += pixels[bin];
            sum += Math.abs(correct[bin] - confidence[bin]);
        }
        return total == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / total);
    }
}
