// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.geometry;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import java.util.Arrays;

/** Brings images to another size. Pixels are areas: the edges of the image stay where they are. */
public final class Resampling {
    private static final int BYTE_MAX = 255;
    /** Bits after the point of the weights on levels; with 8 bits of level and 2 to spare they fill an int. */
    private static final int FRACTION_BITS = 22;

    private static final int HALF = 1 << (FRACTION_BITS - 1);

    private Resampling() {}

    /**
     * Returns the plane at another size by cubic convolution (a = -0.5, widened where it shrinks), computed on 8-bit levels:
     * columns first, then rows, with fixed-point weights and each of the two results rounded and clipped to 0 to 255. This
     * is, level for level, what the Python Imaging Library does to 8-bit images with its filter BICUBIC, and so what the
     * published program does to images whose size is no multiple of 32.
     */
    public static Plane bicubic(Plane plane, int width, int height) {
        checkSize(width, height);
        int[] levels = new int[plane.width() * plane.height()];
        float[] samples = plane.toArray();
        for (int i = 0; i < levels.length; i++) {
            levels[i] = Math.min(Math.max(Math.round(samples[i] * BYTE_MAX), 0), BYTE_MAX);
        }
        int[] wide = width == plane.width()
                ? levels
                : levelColumns(levels, plane.width(), plane.height(), ResamplingWeights.bicubic(plane.width(), width));
        int[] result = height == plane.height()
                ? wide
                : levelRows(wide, width, ResamplingWeights.bicubic(plane.height(), height));
        float[] resampled = new float[result.length];
        for (int i = 0; i < resampled.length; i++) {
            resampled[i] = result[i] / (float) BYTE_MAX;
        }
        return Plane.wrap(width, height, resampled);
    }

    /** Returns the image at another size, each plane as {@link #bicubic(Plane, int, int)} does. */
    public static Image bicubic(Image image, int width, int height) {
        return Padding.eachPlane(image, plane -> bicubic(plane, width, height));
    }

    private static int[] levelColumns(int[] levels, int width, int height, ResamplingWeights weights) {
        int[] result = new int[weights.first.length * height];
        for (int x = 0; x < weights.first.length; x++) {
            int[] fixed = fixed(weights.weights[x]);
            for (int y = 0; y < height; y++) {
                int sum = HALF;
                for (int k = 0; k < fixed.length; k++) {
                    sum += fixed[k] * levels[y * width + weights.first[x] + k];
                }
                result[y * weights.first.length + x] = clipped(sum >> FRACTION_BITS);
            }
        }
        return result;
    }

    private static int[] levelRows(int[] levels, int width, ResamplingWeights weights) {
        int[] result = new int[weights.first.length * width];
        for (int y = 0; y < weights.first.length; y++) {
            int[] fixed = fixed(weights.weights[y]);
            for (int x = 0; x < width; x++) {
                int sum = HALF;
                for (int k = 0; k < fixed.length; k++) {
                    sum += fixed[k] * levels[(weights.first[y] + k) * width + x];
                }
                result[y * width + x] = clipped(sum >> FRACTION_BITS);
            }
        }
        return result;
    }

    private static int[] fixed(double[] weights) {
        int[] fixed = new int[weights.length];
        for (int k = 0; k < fixed.length; k++) {
            double scaled = weights[k] * (1 << FRACTION_BITS);
            fixed[k] = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
        }
        return fixed;
    }

    private static int clipped(int level) {
        return Math.min(Math.max(level, 0), BYTE_MAX);
    }

    /** Returns the plane at another size by linear interpolation, widened where it shrinks; samples are not rounded. */
    public static Plane bilinear(Plane plane, int width, int height) {
        checkSize(width, height);
        return weighted(
                plane,
                ResamplingWeights.bilinear(plane.width(), width),
                ResamplingWeights.bilinear(plane.height(), height));
    }

    /**
     * Returns the plane at another size by linear interpolation between the four nearest samples, which are not rounded; where it
     * shrinks, details alias. So OpenCV ({@code INTER_LINEAR}) and PyTorch ({@code bilinear}, half-pixel centers) prepare the images of
     * most detectors.
     */
    public static Plane interpolated(Plane plane, int width, int height) {
        checkSize(width, height);
        return weighted(
                plane,
                ResamplingWeights.nearestTwo(plane.width(), width),
                ResamplingWeights.nearestTwo(plane.height(), height));
    }

    /** Returns the plane at another size, each pixel the mean of the area that it covers; samples are not rounded. */
    public static Plane area(Plane plane, int width, int height) {
        checkSize(width, height);
        return weighted(
                plane, ResamplingWeights.area(plane.width(), width), ResamplingWeights.area(plane.height(), height));
    }

    private static Plane weighted(Plane plane, ResamplingWeights columns, ResamplingWeights rows) {
        int width = columns.first.length;
        int height = rows.first.length;
        float[] samples = plane.toArray();
        double[] wide = new double[width * plane.height()];
        for (int y = 0; y < plane.height(); y++) {
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int k = 0; k < columns.weights[x].length; k++) {
                    sum += columns.weights[x][k] * samples[y * plane.width() + columns.first[x] + k];
                }
                wide[y * width + x] = sum;
            }
        }
        float[] result = new float[width * height];
        double[] line = new double[width];
        for (int y = 0; y < height; y++) {
            Arrays.fill(line, 0);
            for (int k = 0; k < rows.weights[y].length; k++) {
                double weight = rows.weights[y][k];
                int source = (rows.first[y] + k) * width;
                for (int x = 0; x < width; x++) {
                    line[x] += weight * wide[source + x];
                }
            }
            for (int x = 0; x < width; x++) {
                result[y * width + x] = (float) line[x];
            }
        }
        return Plane.wrap(width, height, result);
    }

    /** Returns the label map at another size; each pixel takes the class of the one at its center. */
    public static LabelMap nearest(LabelMap labels, int width, int height) {
        checkSize(width, height);
        byte[] source = labels.toArray();
        byte[] result = new byte[width * height];
        for (int y = 0; y < height; y++) {
            int row = center(y, labels.height(), height);
            for (int x = 0; x < width; x++) {
                result[y * width + x] = source[row * labels.width() + center(x, labels.width(), width)];
            }
        }
        return LabelMap.of(width, height, result);
    }

    private static int center(int index, int from, int to) {
        return (int) ((2L * index + 1) * from / (2L * to));
    }

    private static void checkSize(int width, int height) {
        if (width < 1 || height < 1 || (long) width * height > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("cannot resample to " + width + " x " + height + " pixels");
        }
    }
}
