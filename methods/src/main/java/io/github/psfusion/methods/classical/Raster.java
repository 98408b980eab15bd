// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.classical;

import io.github.psfusion.imaging.Plane;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Samples in double precision, row by row, of any range; changed only by whoever made it. */
final class Raster {
    private final int width;
    private final int height;
    private final double[] samples;

    Raster(int width, int height, double[] samples) {
        this.width = width;
        this.height = height;
        this.samples = samples;
    }

    /** Makes a raster of zeros. */
    Raster(int width, int height) {
        this(width, height, new double[width * height]);
    }

    static Raster of(Plane plane) {
        float[] values = plane.toArray();
        Raster raster = new Raster(plane.width(), plane.height());
        for (int i = 0; i < values.length; i++) {
            raster.samples[i] = values[i];
        }
        return raster;
    }

    /** Returns a plane of the samples, clipped to [0, 1]. */
    Plane toPlane() {
        float[] values = new float[samples.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.min(Math.max(samples[i], 0), 1);
        }
        return Plane.wrap(width, height, values);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Returns the samples, not a copy. */
    double[] samples() {
        return samples;
    }

    /** Returns the sample of a column and a row; outside, that of the nearest pixel. */
    double near(int x, int y) {
        return samples[Math.min(Math.max(y, 0), height - 1) * width + Math.min(Math.max(x, 0), width - 1)];
    }

    /** Returns a raster of the same samples, to be changed by whoever asked for it. */
    Raster copy() {
        return new Raster(width, height, samples.clone());
    }

    /** Applies a function to each sample. */
    Raster map(DoubleUnaryOperator function) {
        Raster result = new Raster(width, height);
        for (int i = 0; i < samples.length; i++) {
            result.samples[i] = function.applyAsDouble(samples[i]);
        }
        return result;
    }

    /** Applies a function to each sample and the one of another raster of the same size at its place. */
    Raster with(Raster other, DoubleBinaryOperator function) {
        Raster result = new Raster(width, height);
        for (int i = 0; i < samples.length; i++) {
            result.samples[i] = function.applyAsDouble(samples[i], other.samples[i]);
        }
        return result;
    }

    Raster plus(Raster other) {
        return with(other, Double::sum);
    }

    Raster minus(Raster other) {
        return with(other, (a, b) -> a - b);
    }

    Raster times(Raster other) {
        return with(other, (a, b) -> a * b);
    }

    /** Returns the mean of this raster and another one. */
    Raster mean(Raster other) {
        return with(other, (a, b) -> (a + b) / 2);
    }

    /** Returns columns as rows. */
    Raster transposed() {
        Raster result = new Raster(height, width);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                result.samples[x * height + y] = samples[y * width + x];
            }
        }
        return result;
    }
}
