// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.numeric;

import io.github.psfusion.imaging.numeric.DoubleImage;
import org.jtransforms.dct.DoubleDCT_1D;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * Transforms of whole images by JTransforms, a line at a time on the calling thread: its forms for two dimensions start threads of
 * their own.
 */
public final class Spectrum {
    private Spectrum() {}

    /** A real response of a filter, by squared radius. */
    @FunctionalInterface
    public interface Response {
        /** Returns the factor of all frequencies of this squared radius, {@code u^2 + v^2} in cycles over the whole image. */
        double at(double squaredRadius);
    }

    /**
     * Multiplies the discrete Fourier transform of an image with a real response and transforms back.
     *
     * @param response of {@code k^2 + l^2}, with {@code k} and {@code l} the whole cycles across and down, of either sign
     */
    public static DoubleImage filtered(DoubleImage image, Response response) {
        int width = image.width();
        int height = image.height();
        double[] rows = new double[2 * width * height];
        for (int i = 0; i < image.size(); i++) {
            rows[2 * i] = image.values()[i];
        }
        DoubleFFT_1D across = new DoubleFFT_1D(width);
        DoubleFFT_1D down = new DoubleFFT_1D(height);
        for (int y = 0; y < height; y++) {
            across.complexForward(rows, 2 * y * width);
        }
        double[] columns = transposed(rows, width, height);
        for (int x = 0; x < width; x++) {
            int start = 2 * x * height;
            down.complexForward(columns, start);
            double k = cycles(x, width);
            for (int y = 0; y < height; y++) {
                double l = cycles(y, height);
                double factor = response.at(k * k + l * l);
                columns[start + 2 * y] *= factor;
                columns[start + 2 * y + 1] *= factor;
            }
            down.complexInverse(columns, start, true);
        }
        rows = transposed(columns, height, width);
        double[] real = new double[image.size()];
        for (int y = 0; y < height; y++) {
            across.complexInverse(rows, 2 * y * width, true);
            for (int x = 0; x < width; x++) {
                real[y * width + x] = rows[2 * (y * width + x)];
            }
        }
        return DoubleImage.wrap(width, height, real);
    }

    private static double cycles(int index, int length) {
        return 2 * index < length ? index : index - length;
    }

    /** Transposes complex numbers, real and imaginary parts in turn. */
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

    /** Returns the orthonormal cosine transform, type II, in both directions. */
    public static DoubleImage cosines(DoubleImage image) {
        int width = image.width();
        int height = image.height();
        double[] rows = image.values().clone();
        DoubleDCT_1D across = new DoubleDCT_1D(width);
        DoubleDCT_1D down = new DoubleDCT_1D(height);
        double[] column = new double[height];
        for (int y = 0; y < height; y++) {
            across.forward(rows, y * width, true);
        }
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                column[y] = rows[y * width + x];
            }
            down.forward(column, true);
            for (int y = 0; y < height; y++) {
                rows[y * width + x] = column[y];
            }
        }
        return DoubleImage.wrap(width, height, rows);
    }
}
