// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import java.util.Arrays;

/**
 * A projective map of the plane, a 3 x 3 matrix: {@code (x, y)} moves to {@code (u / w, v / w)} with
 * {@code (u, v, w) = matrix (x, y, 1)}. Similarities and affine maps are special cases. Immutable.
 */
public final class Homography implements CoordinateMap {
    /** The map that moves nothing. */
    public static final Homography IDENTITY = of(1, 0, 0, 0, 1, 0, 0, 0, 1);

    private static final int ENTRIES = 9;
    /** Points on a side of the grid over which maps are compared. */
    private static final int GRID = 9;

    private static final double SINGULAR = 1e-12;

    private final double[] m;

    private Homography(double[] m) {
        this.m = m;
    }

    /**
     * Makes a map.
     *
     * @param matrix nine entries, row by row; they are divided by the last one
     * @throws IllegalArgumentException if an entry is not finite, the last one is 0 or the matrix is singular
     */
    public static Homography of(double... matrix) {
        if (matrix.length != ENTRIES) {
            throw new IllegalArgumentException("a map needs 9 entries, not " + matrix.length);
        }
        double[] m = new double[ENTRIES];
        for (int i = 0; i < ENTRIES; i++) {
            m[i] = matrix[i] / matrix[ENTRIES - 1];
            if (!Double.isFinite(m[i])) {
                throw new IllegalArgumentException("not a map: " + Arrays.toString(matrix));
            }
        }
        Homography map = new Homography(m);
        if (Math.abs(map.determinant()) < SINGULAR) {
            throw new IllegalArgumentException("singular matrix: " + Arrays.toString(matrix));
        }
        return map;
    }

    /** Returns the map that moves each point by the same shift. */
    public static Homography shift(double dx, double dy) {
        return of(1, 0, dx, 0, 1, dy, 0, 0, 1);
    }

    /** Returns the map {@code (x, y)} to {@code (sx x + dx, sy y + dy)}. */
    public static Homography scaling(double sx, double sy, double dx, double dy) {
        return of(sx, 0, dx, 0, sy, dy, 0, 0, 1);
    }

    /**
     * Returns the map from an image to the same image at another size, with the edges of the images in the same place.
     *
     * @param width size of the image from whose points it leads
     * @param toWidth size of the other one
     */
    public static Homography resized(int width, int height, int toWidth, int toHeight) {
        double sx = (double) toWidth / width;
        double sy = (double) toHeight / height;
        return scaling(sx, sy, (sx - 1) / 2, (sy - 1) / 2);
    }

    /** Returns the similarity that moves one center onto another one and turns and scales about it; radians, clockwise. */
    public static Homography similarity(
            double angle, double scale, double fromX, double fromY, double toX, double toY) {
        double c = scale * Math.cos(angle);
        double s = scale * Math.sin(angle);
        return of(c, -s, toX - c * fromX + s * fromY, s, c, toY - s * fromX - c * fromY, 0, 0, 1);
    }

    @Override
    public void map(double x, double y, double[] target) {
        double w = m[6] * x + m[7] * y + m[8];
        target[0] = w > 0 ? (m[0] * x + m[1] * y + m[2]) / w : Double.NaN;
        target[1] = w > 0 ? (m[3] * x + m[4] * y + m[5]) / w : Double.NaN;
    }

    @Override
    public void mapRow(double y, double[] xs, double[] ys) {
        double u = m[1] * y + m[2];
        double v = m[4] * y + m[5];
        double w = m[7] * y + m[8];
        for (int x = 0; x < xs.length; x++) {
            double inverse = 1 / (m[6] * x + w);
            boolean before = inverse > 0;
            xs[x] = before ? (m[0] * x + u) * inverse : Double.NaN;
            ys[x] = before ? (m[3] * x + v) * inverse : Double.NaN;
        }
    }

    /** Returns this map after another one: {@code this(first(p))}. */
    public Homography after(Homography first) {
        double[] product = new double[ENTRIES];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                double sum = 0;
                for (int k = 0; k < 3; k++) {
                    sum += m[3 * row + k] * first.m[3 * k + column];
                }
                product[3 * row + column] = sum;
            }
        }
        return of(product);
    }

    /** Returns the map in the other direction. */
    public Homography inverse() {
        return of(
                m[4] * m[8] - m[5] * m[7],
                m[2] * m[7] - m[1] * m[8],
                m[1] * m[5] - m[2] * m[4],
                m[5] * m[6] - m[3] * m[8],
                m[0] * m[8] - m[2] * m[6],
                m[2] * m[3] - m[0] * m[5],
                m[3] * m[7] - m[4] * m[6],
                m[1] * m[6] - m[0] * m[7],
                m[0] * m[4] - m[1] * m[3]);
    }

    private double determinant() {
        return m[0] * (m[4] * m[8] - m[5] * m[7])
                - m[1] * (m[3] * m[8] - m[5] * m[6])
                + m[2] * (m[3] * m[7] - m[4] * m[6]);
    }

    /** Returns by how much areas grow at a point. */
    public double areaScale(double x, double y) {
        double w = m[6] * x + m[7] * y + m[8];
        return Math.abs(determinant() / (w * w * w));
    }

    /**
     * Returns the mean distance in pixels between where this and another map move the points of a 9 x 9 grid over an image,
     * its border included.
     */
    public double meanDistance(Homography other, int width, int height) {
        double[] here = new double[2];
        double[] there = new double[2];
        double sum = 0;
        for (int j = 0; j < GRID; j++) {
            for (int i = 0; i < GRID; i++) {
                double x = i * (width - 1) / (GRID - 1.0);
                double y = j * (height - 1) / (GRID - 1.0);
                map(x, y, here);
                other.map(x, y, there);
                sum += Math.hypot(here[0] - there[0], here[1] - there[1]);
            }
        }
        return sum / (GRID * GRID);
    }

    /** Returns a copy of the entries, row by row, the last one 1. */
    public double[] toArray() {
        return m.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Homography map && Arrays.equals(m, map.m);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(m);
    }

    @Override
    public String toString() {
        return Arrays.toString(m);
    }
}
