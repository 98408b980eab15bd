// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.numeric;

import io.github.psfusion.imaging.Plane;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * An image of one channel in double precision, of any range, row by row.
 *
 * <p>The array of values is shared and never copied: the code that makes an image fills it, and no code changes it afterwards.
 */
public final class DoubleImage {
    private final int width;
    private final int height;
    private final double[] values;

    private DoubleImage(int width, int height, double[] values) {
        this.width = width;
        this.height = height;
        this.values = values;
    }

    /**
     * Makes an image around an array without copying it.
     *
     * @param values {@code width * height} values, row by row; a side may be 0
     */
    public static DoubleImage wrap(int width, int height, double[] values) {
        if (width < 0 || height < 0 || values.length != Math.multiplyExact(width, height)) {
            throw new IllegalArgumentException(
                    values.length + " values given for an image of " + width + " x " + height + " pixels");
        }
        return new DoubleImage(width, height, values);
    }

    /** Makes an image of zeros, which the caller fills. */
    public static DoubleImage zeros(int width, int height) {
        return wrap(width, height, new double[Math.multiplyExact(width, height)]);
    }

    /** Copies the samples of a plane. */
    public static DoubleImage of(Plane plane) {
        float[] samples = plane.toArray();
        double[] values = new double[samples.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = samples[i];
        }
        return wrap(plane.width(), plane.height(), values);
    }

    /**
     * Makes an image of gray levels.
     *
     * @param levels {@code width * height} bytes, read as 0 to 255
     */
    public static DoubleImage ofLevels(int width, int height, byte[] levels) {
        double[] values = new double[levels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = levels[i] & 0xFF;
        }
        return wrap(width, height, values);
    }

    /** Returns a plane of the values, clipped to [0, 1]. */
    public Plane toPlane() {
        float[] samples = new float[values.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) Math.min(Math.max(values[i], 0), 1);
        }
        return Plane.wrap(width, height, samples);
    }

    /** Returns the number of columns. */
    public int width() {
        return width;
    }

    /** Returns the number of rows. */
    public int height() {
        return height;
    }

    /** Returns the number of pixels. */
    public int size() {
        return values.length;
    }

    /** Returns whether there is no pixel, as after a filter whose window did not fit. */
    public boolean isEmpty() {
        return values.length == 0;
    }

    /** Returns the value of column {@code x} and row {@code y}. */
    public double at(int x, int y) {
        return values[y * width + x];
    }

    /** Returns the value of a column and a row; outside of the image, that of the nearest pixel. */
    public double nearest(int x, int y) {
        return values[Math.min(Math.max(y, 0), height - 1) * width + Math.min(Math.max(x, 0), width - 1)];
    }

    /** Returns the array itself, row by row; only the code that made the image may change it. */
    public double[] values() {
        return values;
    }

    /**
     * Copies a row. The just-in-time compiler makes vector instructions only of loops that count all their arrays from 0 on:
     * so rows on which much is computed are first copied.
     *
     * @param y index of the row
     * @param row what is filled, {@code width} values
     */
    public void row(int y, double[] row) {
        System.arraycopy(values, y * width, row, 0, width);
    }

    /** Returns an image of the same values, which the caller may change. */
    public DoubleImage copy() {
        return new DoubleImage(width, height, values.clone());
    }

    /** Returns the mean of all values, summed in their order; NaN of an empty image. */
    public double mean() {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Returns a function of each value. */
    public DoubleImage map(DoubleUnaryOperator function) {
        double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = function.applyAsDouble(values[i]);
        }
        return new DoubleImage(width, height, result);
    }

    /**
     * Returns a function of each value and the value of another image at the same pixel.
     *
     * @throws IllegalArgumentException if the sizes differ
     */
    public DoubleImage combine(DoubleImage other, DoubleBinaryOperator function) {
        requireSizeOf(other);
        double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = function.applyAsDouble(values[i], other.values[i]);
        }
        return new DoubleImage(width, height, result);
    }

    /** Returns the sum of this and another image of the same size. */
    public DoubleImage plus(DoubleImage other) {
        return combine(other, Double::sum);
    }

    /** Returns this image less another one of the same size. */
    public DoubleImage minus(DoubleImage other) {
        return combine(other, (a, b) -> a - b);
    }

    /** Returns the product of this and another image of the same size, pixel by pixel. */
    public DoubleImage times(DoubleImage other) {
        return combine(other, (a, b) -> a * b);
    }

    /** Returns the mean of this and another image of the same size, pixel by pixel. */
    public DoubleImage average(DoubleImage other) {
        return combine(other, (a, b) -> (a + b) / 2);
    }

    /** Returns columns as rows. */
    public DoubleImage transposed() {
        double[] result = new double[values.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                result[x * height + y] = values[y * width + x];
            }
        }
        return new DoubleImage(height, width, result);
    }

    /**
     * Returns the means of blocks of 2 x 2; the last column or row of an odd side is repeated, so that the result has half
     * the side, rounded up.
     */
    public DoubleImage halved() {
        int columns = (width + 1) / 2;
        int rows = (height + 1) / 2;
        double[] means = new double[columns * rows];
        for (int y = 0; y < rows; y++) {
            int upper = 2 * y * width;
            int lower = Math.min(2 * y + 1, height - 1) * width;
            for (int x = 0; x < columns; x++) {
                int left = 2 * x;
                int right = Math.min(2 * x + 1, width - 1);
                means[y * columns + x] =
                        (values[upper + left] + values[upper + right] + values[lower + left] + values[lower + right])
                                / 4;
            }
        }
        return wrap(columns, rows, means);
    }

    /**
     * Checks that another image has the size of this one.
     *
     * @throws IllegalArgumentException naming both sizes if they differ
     */
    public void requireSizeOf(DoubleImage other) {
        if (width != other.width || height != other.height) {
            throw new IllegalArgumentException(this + " and " + other + " differ in size");
        }
    }

    @Override
    public String toString() {
        return "image of " + width + " x " + height;
    }
}
