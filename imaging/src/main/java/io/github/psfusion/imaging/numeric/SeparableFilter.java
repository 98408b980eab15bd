// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.numeric;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * A symmetric window that is the outer product of one row of taps with itself:
 * {@code out[y, x] = sum over j, i of taps[j] taps[i] in[y + j, x + i]}.
 *
 * <p>Taps that mirror each other share a multiplication.
 */
public final class SeparableFilter {
    private final double[] taps;

    private SeparableFilter(double[] taps) {
        this.taps = taps;
    }

    /**
     * Makes a Gaussian window {@code exp(-k^2 / (2 sigma^2))}, {@code k = -(n-1)/2 .. (n-1)/2}, divided by its sum.
     *
     * @param n number of taps, at least 1
     * @param sigma standard deviation in pixels, above 0
     */
    public static SeparableFilter gaussian(int n, double sigma) {
        double[] taps = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double k = i - (n - 1) / 2.0;
            taps[i] = Math.exp(-k * k / (2 * sigma * sigma));
            sum += taps[i];
        }
        for (int i = 0; i < n; i++) {
            taps[i] /= sum;
        }
        return ofTaps(taps);
    }

    /** Makes a window of {@code n x n} equal weights with the sum 1. */
    public static SeparableFilter box(int n) {
        double[] taps = new double[n];
        Arrays.fill(taps, 1.0 / n);
        return ofTaps(taps);
    }

    /**
     * Makes a window of the outer product of these taps, whatever their sum.
     *
     * @throws IllegalArgumentException if there is none, or if they are not symmetric
     */
    public static SeparableFilter ofTaps(double... taps) {
        if (taps.length == 0) {
            throw new IllegalArgumentException("a window needs at least one tap");
        }
        for (int i = 0; i < taps.length / 2; i++) {
            if (taps[i] != taps[taps.length - 1 - i]) {
                throw new IllegalArgumentException("tap " + i + " is " + taps[i] + ", but its mirror image is "
                        + taps[taps.length - 1 - i] + "; the taps of a window must be symmetric");
            }
        }
        return new SeparableFilter(taps.clone());
    }

    /** Returns the number of taps, the side of the window. */
    public int size() {
        return taps.length;
    }

    /** Filters with the windows that lie wholly inside; the result is empty where none does. */
    public DoubleImage valid(DoubleImage image) {
        return valid(image.width(), image.height(), image::row);
    }

    /**
     * Filters to a result as large as the image. Window sizes should be odd; an even one reaches one pixel further to the
     * right and below than to the left and above.
     */
    public DoubleImage same(DoubleImage image, Border border) {
        int before = (taps.length - 1) / 2;
        int after = taps.length - 1 - before;
        return valid(border.around(image, before, after, before, after));
    }

    /** Filters as {@link #valid(DoubleImage)} does and keeps every second row and column of the result, from the first on. */
    public DoubleImage validEverySecond(DoubleImage image) {
        int width = image.width();
        int rows = (Math.max(image.height() - taps.length + 1, 0) + 1) / 2;
        int columns = (Math.max(width - taps.length + 1, 0) + 1) / 2;
        if (columns == 0 || rows == 0) {
            return DoubleImage.wrap(0, 0, new double[0]);
        }
        double[] out = new double[columns * rows];
        filter(width, image.height(), 2, image::row, (y, row) -> everySecond(row, out, y / 2 * columns, columns));
        return DoubleImage.wrap(columns, rows, out);
    }

    /**
     * Filters the product of two images of one size as {@link #valid(DoubleImage)} does, and passes each row of the result on while
     * it is in the cache, instead of storing it.
     */
    public void validOfProduct(DoubleImage first, DoubleImage second, Rows result) {
        first.requireSizeOf(second);
        filter(first.width(), first.height(), 1, products(first, second), result);
    }

    private static Rows products(DoubleImage first, DoubleImage second) {
        double[] factors = new double[second.width()];
        return (y, row) -> {
            first.row(y, row);
            if (first == second) {
                multiply(row, row);
            } else {
                second.row(y, factors);
                multiply(row, factors);
            }
        };
    }

    private static void multiply(double[] row, double[] factors) {
        for (int x = 0; x < row.length; x++) {
            row[x] *= factors[x];
        }
    }

    private static void everySecond(double[] row, double[] out, int start, int columns) {
        for (int x = 0; x < columns; x++) {
            out[start + x] = row[2 * x];
        }
    }

    private DoubleImage valid(int width, int height, Rows input) {
        int columns = Math.max(width - taps.length + 1, 0);
        int rows = Math.max(height - taps.length + 1, 0);
        if (columns == 0 || rows == 0) {
            return DoubleImage.wrap(0, 0, new double[0]);
        }
        double[] out = new double[Math.multiplyExact(columns, rows)];
        filter(width, height, 1, input, (y, row) -> System.arraycopy(row, 0, out, y * columns, columns));
        return DoubleImage.wrap(columns, rows, out);
    }

    /**
     * Makes every {@code step}-th row of the result, from the first on. Each row is first filtered down its columns, over the
     * last rows of the input, which are in the cache, and then along itself, as the sum of shifted copies: copying is cheaper than
     * a loop over a shifted array, of which the compiler makes no vector instructions (see {@link DoubleImage#row}).
     */
    private void filter(int width, int height, int step, Rows input, Rows result) {
        if (width < taps.length) {
            return;
        }
        double[][] recent = new double[taps.length][width]; // the last rows, row y in recent[y % taps.length]
        double[] down = new double[width];
        double[] both = new double[width - taps.length + 1];
        Copies copies = new Copies(both.length);
        for (int y = 0; y < height; y++) {
            input.row(y, recent[y % taps.length]);
            int first = y - taps.length + 1;
            if (first >= 0 && first % step == 0) {
                weighted(k -> recent[(first + k) % taps.length], down);
                weighted(k -> copies.shifted(down, k), both);
                result.row(first, both);
            }
        }
    }

    /**
     * Sums up rows, the k-th times the k-th tap, two pairs of mirrored taps at a time: few enough for the just-in-time
     * compiler to make vector instructions of the loop, many enough to save most of the loads and stores of sums.
     */
    private void weighted(IntFunction<double[]> rows, double[] sum) {
        int last = taps.length - 1;
        int pairs = taps.length / 2;
        if (taps.length % 2 == 1) {
            multiply(sum, taps[pairs], rows.apply(pairs));
        } else {
            Arrays.fill(sum, 0);
        }
        int k = 0;
        for (; k + 1 < pairs; k += 2) {
            addPairs(
                    sum,
                    taps[k],
                    rows.apply(k),
                    rows.apply(last - k),
                    taps[k + 1],
                    rows.apply(k + 1),
                    rows.apply(last - k - 1));
        }
        if (k < pairs) {
            addPair(sum, taps[k], rows.apply(k), rows.apply(last - k));
        }
    }

    /** Copies of parts of a row, as many as {@link #addPairs} reads at a time, so that they stay in the cache. */
    private static final class Copies {
        private final double[][] copies;
        private int next;

        Copies(int length) {
            copies = new double[4][length];
        }

        /** Returns the row from index {@code k} on, until four more are asked for. */
        double[] shifted(double[] row, int k) {
            double[] copy = copies[next];
            next = (next + 1) % copies.length;
            System.arraycopy(row, k, copy, 0, copy.length);
            return copy;
        }
    }

    private static void multiply(double[] sum, double tap, double[] row) {
        for (int x = 0; x < sum.length; x++) {
            sum[x] = tap * row[x];
        }
    }

    private static void addPair(double[] sum, double tap, double[] above, double[] below) {
        for (int x = 0; x < sum.length; x++) {
            sum[x] += tap * (above[x] + below[x]);
        }
    }

    private static void addPairs(
            double[] sum,
            double outer,
            double[] outerAbove,
            double[] outerBelow,
            double inner,
            double[] innerAbove,
            double[] innerBelow) {
        for (int x = 0; x < sum.length; x++) {
            sum[x] += outer * (outerAbove[x] + outerBelow[x]) + inner * (innerAbove[x] + innerBelow[x]);
        }
    }

    /** Fills or reads rows one after the other. */
    @FunctionalInterface
    public interface Rows {
        /**
         * Takes the next row.
         *
         * @param y index of the row, from 0
         * @param row its values; the array is used again for the next row
         */
        void row(int y, double[] row);
    }
}
