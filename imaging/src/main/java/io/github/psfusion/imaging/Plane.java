// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging;

import java.util.Arrays;

/**
 * An image of one channel: float samples, nominally in [0, 1], row by row. Immutable.
 *
 * <p>Samples of 8-bit files are {@code level / 255f}, those of 16-bit files {@code level / 65535f}.
 */
public final class Plane implements Image {
    private final int width;
    private final int height;
    private final float[] samples;

    private Plane(int width, int height, float[] samples) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("size " + width + " x " + height + " must be at least 1 x 1");
        }
        if (samples.length != Math.multiplyExact(width, height)) {
            throw new IllegalArgumentException(
                    samples.length + " samples given for a plane of " + width + " x " + height + " pixels");
        }
        this.width = width;
        this.height = height;
        this.samples = samples;
    }

    /**
     * Makes a plane of these samples, row by row.
     *
     * @param samples {@code width * height} values; copied
     */
    public static Plane of(int width, int height, float[] samples) {
        return new Plane(width, height, samples.clone());
    }

    /**
     * Makes a plane around an array without copying it.
     *
     * @param samples {@code width * height} values, which the caller must not change afterwards
     */
    public static Plane wrap(int width, int height, float[] samples) {
        return new Plane(width, height, samples);
    }

    /** Makes a plane of one value. */
    public static Plane constant(int width, int height, float value) {
        float[] samples = new float[Math.multiplyExact(width, height)];
        Arrays.fill(samples, value);
        return new Plane(width, height, samples);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    /** Returns the sample of column {@code x} and row {@code y}, both from 0. */
    public float at(int x, int y) {
        return samples[y * width + x];
    }

    /** Returns a copy of the samples, row by row. */
    public float[] toArray() {
        return samples.clone();
    }

    /**
     * Copies the samples, row by row, into a larger array.
     *
     * @param target receives {@code width * height} values from {@code offset} on
     */
    public void copyInto(float[] target, int offset) {
        System.arraycopy(samples, 0, target, offset, samples.length);
    }

    @Override
    public Plane luminance() {
        return this;
    }

    @Override
    public ColorImage toColor() {
        return new ColorImage(this, this, this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Plane plane
                && width == plane.width
                && height == plane.height
                && Arrays.equals(samples, plane.samples);
    }

    @Override
    public int hashCode() {
        return 31 * width + Arrays.hashCode(samples);
    }

    @Override
    public String toString() {
        return "plane of " + width + " x " + height;
    }
}
