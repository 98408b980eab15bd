// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.geometry;

import io.github.psfusion.imaging.Plane;

/**
 * How far an infrared image has to be moved to lie on its visible partner, estimated from their edges.
 *
 * <p>Both are reduced to about 320 pixels; the lengths of their gradients, which do not care which side of an edge is the
 * brighter one, are correlated at each shift of up to 16 pixels. The estimate is coarse (a step is one reduced pixel) and
 * meant for a warning: real pairs share few edges, and parallax moves near things by some pixels in well registered ones.
 *
 * @param dx pixels to the right
 * @param dy pixels downwards
 * @param step accuracy in pixels, the size of a reduced pixel
 * @param correlation correlation of the gradients at this shift, -1 to 1
 * @param unshifted the same without a shift
 * @param elsewhere the best at shifts that are not neighbors of this one
 */
public record ShiftEstimate(int dx, int dy, int step, double correlation, double unshifted, double elsewhere) {
    /** Largest shift that is looked for, in pixels. */
    public static final int MAX_SHIFT = 16;

    private static final int REDUCED_SIZE = 320;
    private static final int MIN_SIZE = 32;
    /** Pixels around the peak that belong to it. */
    private static final int PEAK_RADIUS = 3;

    // Chosen on public data sets, see docs/guide/data.md: registered pairs must not be reported.
    private static final double CLEAR_GAIN = 0.1;
    private static final double CLEAR_MARGIN = 0.02;
    private static final double WARN_CONFIDENCE = 0.5;
    private static final double WARN_DISTANCE = 7;

    /**
     * Estimates the shift.
     *
     * @return a shift of 0 with confidence 0 for images without edges, or with fewer than 32 reduced pixels on a side
     * @throws IllegalArgumentException if the sizes differ
     */
    public static ShiftEstimate between(Plane infrared, Plane visible) {
        if (infrared.width() != visible.width() || infrared.height() != visible.height()) {
            throw new IllegalArgumentException("planes of different sizes: " + infrared + ", " + visible);
        }
        int longer = Math.max(infrared.width(), infrared.height());
        int factor = Math.max((int) Math.round(longer / (double) REDUCED_SIZE), 1);
        int width = infrared.width() / factor;
        int height = infrared.height() / factor;
        if (Math.min(width, height) < MIN_SIZE) {
            return new ShiftEstimate(0, 0, factor, 0, 0, 0);
        }
        double[] moved = gradients(Resampling.area(infrared, width, height));
        double[] fixed = gradients(Resampling.area(visible, width, height));
        int radius = MAX_SHIFT / factor;
        int side = 2 * radius + 1;
        double[] correlations = new double[side * side];
        int best = side * side / 2; // no shift, unless another one is better
        for (int dx = -radius; dx <= radius; dx++) {
            int left = 1 + Math.max(-dx, 0);
            int right = width - 1 - Math.max(dx, 0);
            Rows ofMoved = new Rows(moved, width, left, right);
            Rows ofFixed = new Rows(fixed, width, left + dx, right + dx);
            double[] products = ofMoved.products(ofFixed, radius);
            for (int dy = -radius; dy <= radius; dy++) {
                correlations[(dy + radius) * side + dx + radius] =
                        correlation(ofMoved, ofFixed, dy, products[dy + radius]);
            }
        }
        for (int i = 0; i < correlations.length; i++) {
            best = correlations[i] > correlations[best] ? i : best;
        }
        int peak = PEAK_RADIUS / factor + 1;
        double elsewhere = -1;
        for (int i = 0; i < correlations.length; i++) {
            if (Math.abs(i % side - best % side) > peak || Math.abs(i / side - best / side) > peak) {
                elsewhere = Math.max(elsewhere, correlations[i]);
            }
        }
        return new ShiftEstimate(
                (best % side - radius) * factor,
                (best / side - radius) * factor,
                factor,
                correlations[best],
                correlations[side * side / 2],
                elsewhere);
    }

    /** Returns the length of the gradient of each pixel by central differences; 0 along the border. */
    private static double[] gradients(Plane plane) {
        int width = plane.width();
        float[] samples = plane.toArray();
        double[] gradients = new double[samples.length];
        for (int y = 1; y < plane.height() - 1; y++) {
            for (int i = y * width + 1; i < (y + 1) * width - 1; i++) {
                float across = samples[i + 1] - samples[i - 1];
                float down = samples[i + width] - samples[i - width];
                gradients[i] = Math.sqrt(across * across + down * down);
            }
        }
        return gradients;
    }

    /** A part of the columns of an image, with the sums of each of its rows: they serve all shifts down or up. */
    private static final class Rows {
        /** Rows whose products with another are summed at a time: each sample of that one is read once for all. */
        private static final int AT_A_TIME = 4;

        private final double[] samples; // of the whole image
        private final int width; // of the whole image
        private final int left;
        private final int right; // the column behind the last
        private final double[] sums;
        private final double[] squares;

        Rows(double[] samples, int width, int left, int right) {
            this.samples = samples;
            this.width = width;
            this.left = left;
            this.right = right;
            sums = new double[samples.length / width];
            squares = new double[sums.length];
            for (int y = 0; y < sums.length; y++) {
                double sum = 0;
                double square = 0;
                for (int i = y * width + left; i < y * width + right; i++) {
                    double sample = samples[i];
                    sum += sample;
                    square += sample * sample;
                }
                sums[y] = sum;
                squares[y] = square;
            }
        }

        /** Returns for each shift down of -radius to radius the sum of the products of all rows that lie on each other, without the border. */
        double[] products(Rows other, int radius) {
            double[] products = new double[2 * radius + 1];
            for (int y = 1; y < sums.length - 1; y++) {
                int from = Math.max(-radius, 1 - y);
                int to = Math.min(radius, sums.length - 2 - y);
                int dy = from;
                for (; dy + AT_A_TIME - 1 <= to; dy += AT_A_TIME) {
                    addFour(y, other, y + dy, products, dy + radius);
                }
                for (; dy <= to; dy++) {
                    products[dy + radius] += product(y, other, y + dy);
                }
            }
            return products;
        }

        /** Adds the products of a row with four rows of another part as wide. */
        private void addFour(int y, Rows other, int otherY, double[] products, int first) {
            double[] others = other.samples;
            int j = otherY * width + other.left;
            double sum0 = 0;
            double sum1 = 0;
            double sum2 = 0;
            double sum3 = 0;
            for (int i = y * width + left; i < y * width + right; i++, j++) {
                double sample = samples[i];
                sum0 += sample * others[j];
                sum1 += sample * others[j + width];
                sum2 += sample * others[j + 2 * width];
                sum3 += sample * others[j + 3 * width];
            }
            products[first] += sum0;
            products[first + 1] += sum1;
            products[first + 2] += sum2;
            products[first + 3] += sum3;
        }

        private double product(int y, Rows other, int otherY) {
            int j = otherY * width + other.left;
            double sum = 0;
            for (int i = y * width + left; i < y * width + right; i++, j++) {
                sum += samples[i] * other.samples[j];
            }
            return sum;
        }
    }

    /**
     * Pearson's correlation of the part in which both overlap, without the border; 0 if either is constant there.
     *
     * @param products the sum of the products of that part
     */
    private static double correlation(Rows moved, Rows fixed, int dy, double products) {
        int top = 1 + Math.max(-dy, 0);
        int bottom = moved.sums.length - 1 - Math.max(dy, 0);
        double sumM = 0;
        double sumF = 0;
        double sumMM = 0;
        double sumFF = 0;
        for (int y = top; y < bottom; y++) {
            sumM += moved.sums[y];
            sumF += fixed.sums[y + dy];
            sumMM += moved.squares[y];
            sumFF += fixed.squares[y + dy];
        }
        double count = (double) (moved.right - moved.left) * (bottom - top);
        double variances = (sumMM - sumM * sumM / count) * (sumFF - sumF * sumF / count);
        return variances <= 0 ? 0 : (products - sumM * sumF / count) / Math.sqrt(variances);
    }

    /** Returns the length of the shift in pixels. */
    public double distance() {
        return Math.hypot(dx, dy);
    }

    /**
     * Returns how far the shift stands out, 0 to 1: 0 if it is no better than none or than some far one, 1 if the gradients
     * correlate better by 0.1 than without a shift and by 0.02 than anywhere else. It is 0 at the end of the search, where
     * nothing shows that the correlation falls again.
     */
    public double confidence() {
        if (Math.max(Math.abs(dx), Math.abs(dy)) > MAX_SHIFT - step) {
            return 0;
        }
        double gain = (correlation - unshifted) / CLEAR_GAIN;
        double margin = (correlation - elsewhere) / CLEAR_MARGIN;
        return Math.min(Math.max(Math.min(gain, margin), 0), 1);
    }

    /** Returns whether the pair looks misaligned: a shift of at least 7 pixels with a confidence of at least 0.5. */
    public boolean looksMisaligned() {
        return distance() >= WARN_DISTANCE && confidence() >= WARN_CONFIDENCE;
    }
}
