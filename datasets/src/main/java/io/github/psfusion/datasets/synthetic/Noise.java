// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/** Noise that depends on the position alone, so that a texture does not change with the size of the image. */
final class Noise {
    private Noise() {}

    /** Returns the bits well mixed: the finalizer of SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014). */
    static long mixed(long bits) {
        long z = bits + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Returns a number in [0, 1) for a cell of the lattice. */
    static double cell(int x, int y) {
        int h = x * 0x27D4EB2D ^ y * 0x165667B1;
        h = (h ^ (h >>> 15)) * 0x2C1B3C6D;
        h = (h ^ (h >>> 12)) * 0x297A2D39;
        return ((h ^ (h >>> 15)) >>> 8) * 0x1p-24;
    }

    /** Returns smooth noise in [0, 1] with details of the size 1. */
    static double smooth(double x, double y) {
        double floorX = Math.floor(x);
        double floorY = Math.floor(y);
        int column = (int) floorX;
        int row = (int) floorY;
        double u = ease(x - floorX);
        double v = ease(y - floorY);
        double top = cell(column, row) * (1 - u) + cell(column + 1, row) * u;
        double bottom = cell(column, row + 1) * (1 - u) + cell(column + 1, row + 1) * u;
        return top * (1 - v) + bottom * v;
    }

    /** Returns a sum of smooth noise in [0, 1], each octave of half the size and half the weight of the one before. */
    static double fractal(double x, double y, int octaves) {
        double sum = 0;
        double weight = 0.5;
        double scale = 1;
        double weights = 0;
        for (int octave = 0; octave < octaves; octave++) {
            sum += weight * smooth(x * scale + 17.3 * octave, y * scale - 9.1 * octave);
            weights += weight;
            weight /= 2;
            scale *= 2;
        }
        return sum / weights;
    }

    private static double ease(double t) {
        return t * t * (3 - 2 * t);
    }

    /**
     * Returns noise of mean 0 and variance 1 of pixel {@code index}: the sum of four uniform numbers, close enough to a normal
     * distribution for a sensor, and never beyond 3.5.
     */
    static float sensor(long stream, int index) {
        long bits = mixed(stream + index * 0x632BE59BD9B4E019L);
        int sum = (int) (bits & 0xFFFF)
                + (int) (bits >>> 16 & 0xFFFF)
                + (int) (bits >>> 32 & 0xFFFF)
                + (int) (bits >>> 48);
        return (sum - 131070) * SENSOR_SCALE;
    }

    /** One over the standard deviation of four uniform numbers of 0 to 65535: {@code sqrt(12 / 4) / 65536}. */
    private static final float SENSOR_SCALE = 2.642912e-5f;
}
