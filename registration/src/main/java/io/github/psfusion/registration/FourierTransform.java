// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import org.jtransforms.fft.DoubleFFT_1D;

/**
 * Fourier transforms of complex images by JTransforms, a line at a time on the calling thread. Spectra are stored by columns: the
 * frequency across is the slower index.
 *
 * <p>Arrays hold real and imaginary parts in turn.
 */
final class FourierTransform {
    private static final int[] PRIMES = {2, 3, 5};

    private final int width;
    private final int height;
    private final DoubleFFT_1D across;
    private final DoubleFFT_1D down;

    FourierTransform(int width, int height) {
        this.width = width;
        this.height = height;
        across = new DoubleFFT_1D(width);
        down = new DoubleFFT_1D(height);
    }

    /** Returns the smallest length from this one on that has no prime factor above 5, for which transforms are fast. */
    static int fastLength(int length) {
        int candidate = length;
        while (true) {
            int rest = candidate;
            for (int prime : PRIMES) {
                while (rest % prime == 0) {
                    rest /= prime;
                }
            }
            if (rest == 1) {
                return candidate;
            }
            candidate++;
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /**
     * Transforms an image.
     *
     * @param image {@code 2 * width * height} values, row by row; changed
     * @return the spectrum, column by column
     */
    double[] forward(double[] image) {
        for (int y = 0; y < height; y++) {
            if (!isZero(image, 2 * y * width)) {
                across.complexForward(image, 2 * y * width);
            }
        }
        double[] spectrum = transposed(image, width, height);
        for (int x = 0; x < width; x++) {
            down.complexForward(spectrum, 2 * x * height);
        }
        return spectrum;
    }

    private boolean isZero(double[] image, int start) {
        for (int i = start; i < start + 2 * width; i++) {
            if (image[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Transforms a spectrum back.
     *
     * @param spectrum column by column; changed
     * @return the image, row by row
     */
    double[] inverse(double[] spectrum) {
        for (int x = 0; x < width; x++) {
            down.complexInverse(spectrum, 2 * x * height, true);
        }
        double[] image = transposed(spectrum, height, width);
        for (int y = 0; y < height; y++) {
            across.complexInverse(image, 2 * y * width, true);
        }
        return image;
    }

    private static double[] transposed(double[] values, int width, int height) {
        double[] result = new double[values.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                result[2 * (x * height + y)] = values[2 * (y * width + x)];
                result[2 * (x * height + y) + 1] = values[2 * (y * width + x) + 1];
            }
        }
        return result;
    }

    /** Returns the index of the frequency with the opposite sign. */
    int opposite(int index) {
        int x = index / height;
        int y = index % height;
        return (x == 0 ? 0 : width - x) * height + (y == 0 ? 0 : height - y);
    }
}
