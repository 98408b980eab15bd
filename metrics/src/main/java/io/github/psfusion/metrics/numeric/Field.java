// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.numeric;

/**
 * A field of numbers in double precision, row by row.
 *
 * <p>Fields are shared between metrics and their arrays are not copied: whoever makes a field fills it, and nobody changes
 * it afterwards.
 */
public final class Field {
    private final int width;
    private final int height;
    private final double[] values;

    private Field(int width, int height, double[] values) {
        this.width = width;
        this.height = height;
        this.values = values;
    }

    /**
     * Makes a field around an array without copying it.
     *
     * @param values {@code width * height} numbers, row by row; a side may be 0
     */
    public static Field wrap(int width, int height, double[] values) {
        if (width < 0 || height < 0 || values.length != Math.multiplyExact(width, height)) {
            throw new IllegalArgumentException(
                    values.length + " values given for a field of " + width + " x " + height + " places");
        }
        return new Field(width, height, values);
    }

    /**
     * Makes a field of gray levels.
     *
     * @param levels {@code width * height} bytes, read as 0 to 255
     */
    public static Field ofLevels(int width, int height, byte[] levels) {
        double[] values = new double[levels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = levels[i] & 0xFF;
        }
        return wrap(width, height, values);
    }

    /** Returns the number of columns. */
    public int width() {
        return width;
    }

    /** Returns the number of rows. */
    public int height() {
        return height;
    }

    /** Returns the number of places. */
    public int size() {
        return values.length;
    }

    /** Returns whether there is no place in it, as after a filter whose window did not fit. */
    public boolean isEmpty() {
        return values.length == 0;
    }

    /** Returns the value of column {@code x} and row {@code y}. */
    public double at(int x, int y) {
        return values[y * width + x];
    }

    /** Returns the array itself, row by row; not to be changed. */
    public double[] values() {
        return values;
    }

    /**
     * Copies a row. The just-in-time compiler makes vector instructions only of loops that count all their arrays from 0 on:
     * so rows that much is computed of are first copied.
     *
     * @param y its number
     * @param row what is filled, {@code width} numbers
     */
    public void row(int y, double[] row) {
        System.arraycopy(values, y * width, row, 0, width);
    }

    /** Returns the mean of all values, summed in their order; NaN of an empty field. */
    public double mean() {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Returns every second row and column, from the first on: {@code out[y, x] = in[2 y, 2 x]}. */
    public Field everySecond() {
        int columns = (width + 1) / 2;
        int rows = (height + 1) / 2;
        double[] kept = new double[columns * rows];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                kept[y * columns + x] = values[2 * y * width + 2 * x];
            }
        }
        return wrap(columns, rows, kept);
    }

    /**
     * Returns the means of blocks of 2 x 2; the last column or row of an odd side is repeated, so that the result has half
     * the side, rounded up.
     */
    public Field halved() {
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

    @Override
    public String toString() {
        return "field of " + width + " x " + height;
    }
}
