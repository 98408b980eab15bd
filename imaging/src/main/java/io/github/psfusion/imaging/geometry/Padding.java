// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.geometry;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import java.util.function.UnaryOperator;

/**
 * Padding below and to the right by symmetric reflection, and the crop that undoes it.
 *
 * <p>The edge pixel is repeated, and the reflection continues to and fro where the padding is wider than the image. Three
 * columns padded to eight read
 *
 * <pre>
 * 0 1 2 | 2 1 0 0 1
 * </pre>
 *
 * so that an image of one pixel becomes a constant one. Networks that halve their input five times need sizes that are
 * multiples of 32.
 */
public final class Padding {
    private Padding() {}

    /**
     * Returns, for each index after padding, the index that it is read from: with {@code m = i mod 2n}, m if {@code m < n},
     * else {@code 2n - 1 - m}.
     *
     * @param n size before padding, at least 1
     * @param padded size after padding
     */
    public static int[] reflectedIndices(int n, int padded) {
        if (n < 1 || padded < n) {
            throw new IllegalArgumentException("cannot pad " + n + " to " + padded);
        }
        int[] indices = new int[padded];
        for (int i = 0; i < padded; i++) {
            int m = (int) (i % (2L * n));
            indices[i] = m < n ? m : 2 * n - 1 - m;
        }
        return indices;
    }

    /** Returns the next multiple that is at least {@code size}. */
    public static int paddedSize(int size, int multiple) {
        if (size < 1 || multiple < 1) {
            throw new IllegalArgumentException("size " + size + " and multiple " + multiple + " must be at least 1");
        }
        return Math.multiplyExact((size - 1) / multiple + 1, multiple);
    }

    /** Returns a plane whose width and height are multiples of a number; the same plane if they are already. */
    public static Plane toMultipleOf(Plane plane, int multiple) {
        return toSize(plane, paddedSize(plane.width(), multiple), paddedSize(plane.height(), multiple));
    }

    /**
     * Returns a plane of a larger size; the same plane if it has the size already.
     *
     * @throws IllegalArgumentException if the plane is larger
     */
    public static Plane toSize(Plane plane, int width, int height) {
        if (width == plane.width() && height == plane.height()) {
            return plane;
        }
        int[] columns = reflectedIndices(plane.width(), width);
        int[] rows = reflectedIndices(plane.height(), height);
        float[] samples = new float[Math.multiplyExact(width, height)];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                samples[y * width + x] = plane.at(columns[x], rows[y]);
            }
        }
        return Plane.wrap(width, height, samples);
    }

    /** Returns an image of a larger size, each plane padded alike; fails as for a plane. */
    public static Image toSize(Image image, int width, int height) {
        return eachPlane(image, plane -> toSize(plane, width, height));
    }

    /** Returns an image whose width and height are multiples of a number, each plane padded alike. */
    public static Image toMultipleOf(Image image, int multiple) {
        return eachPlane(image, plane -> toMultipleOf(plane, multiple));
    }

    /**
     * Returns the upper left part of a plane.
     *
     * @throws IllegalArgumentException if the part is larger than the plane
     */
    public static Plane crop(Plane plane, int width, int height) {
        if (width == plane.width() && height == plane.height()) {
            return plane;
        }
        if (width < 1 || height < 1 || width > plane.width() || height > plane.height()) {
            throw new IllegalArgumentException("cannot crop " + plane + " to " + width + " x " + height);
        }
        float[] source = plane.toArray();
        float[] samples = new float[width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(source, y * plane.width(), samples, y * width, width);
        }
        return Plane.wrap(width, height, samples);
    }

    /** Returns the upper left part of an image; fails as for a plane. */
    public static Image crop(Image image, int width, int height) {
        return eachPlane(image, plane -> crop(plane, width, height));
    }

    static Image eachPlane(Image image, UnaryOperator<Plane> operation) {
        if (image instanceof ColorImage color) {
            return new ColorImage(
                    operation.apply(color.red()), operation.apply(color.green()), operation.apply(color.blue()));
        }
        return operation.apply(image.luminance());
    }
}
