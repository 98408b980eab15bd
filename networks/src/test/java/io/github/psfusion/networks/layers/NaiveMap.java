// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.layers;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A feature map [N, C, H, W] and the obvious implementation of what layers do with it; weights are found by their keys. */
final class NaiveMap {
    private static final double EPSILON = 1e-5;
    private static final double MOMENTUM = 0.1;

    final double[][][][] values;

    NaiveMap(int samples, int channels, int height, int width) {
        values = new double[samples][channels][height][width];
    }

    static NaiveMap of(double[] flat, long... sizes) {
        NaiveMap map = new NaiveMap((int) sizes[0], (int) sizes[1], (int) sizes[2], (int) sizes[3]);
        int[] next = new int[1];
        map.forEach((n, c, y, x) -> flat[next[0]++]);
        return map;
    }

    long[] sizes() {
        return new long[] {values.length, values[0].length, values[0][0].length, values[0][0][0].length};
    }

    /** An element by its indices. */
    @FunctionalInterface
    private interface Element {
        double at(int n, int c, int y, int x);
    }

    private void forEach(Element element) {
        for (int n = 0; n < values.length; n++) {
            for (int c = 0; c < values[n].length; c++) {
                for (int y = 0; y < values[n][c].length; y++) {
                    for (int x = 0; x < values[n][c][y].length; x++) {
                        values[n][c][y][x] = element.at(n, c, y, x);
                    }
                }
            }
        }
    }

    private NaiveMap same(Element element) {
        NaiveMap map = new NaiveMap(values.length, values[0].length, values[0][0].length, values[0][0][0].length);
        map.forEach(element);
        return map;
    }

    /** The elements in C order. */
    double[] flat() {
        double[] flat = new double[values.length * values[0].length * values[0][0].length * values[0][0][0].length];
        int[] next = new int[1];
        NaiveMap unused = same((n, c, y, x) -> flat[next[0]++] = values[n][c][y][x]);
        return flat;
    }

    /** The geometry of a convolution whose padding keeps the size at stride 1. */
    record Window(int kernel, int stride, int groups) {}

    NaiveMap convolved(double[] weight, double @Nullable [] bias, int outputs, Window window) {
        int inputs = values[0].length / window.groups();
        int height = values[0][0].length;
        int width = values[0][0][0].length;
        int stride = window.stride();
        int kernel = window.kernel();
        NaiveMap map =
                new NaiveMap(values.length, outputs, (height + stride - 1) / stride, (width + stride - 1) / stride);
        map.forEach((n, o, top, left) -> {
            double sum = bias == null ? 0 : bias[o];
            for (int c = 0; c < inputs; c++) {
                for (int i = 0; i < kernel; i++) {
                    for (int j = 0; j < kernel; j++) {
                        int y = top * stride + i - kernel / 2;
                        int x = left * stride + j - kernel / 2;
                        if (y >= 0 && y < height && x >= 0 && x < width) {
                            int channel = o * window.groups() / outputs * inputs + c;
                            sum += weight[((o * inputs + c) * kernel + i) * kernel + j] * values[n][channel][y][x];
                        }
                    }
                }
            }
            return sum;
        });
        return map;
    }

    private NaiveMap scaled(Function<String, double[]> weights, String prefix, double[] mean, double[] variance) {
        double[] scale = weights.apply(prefix + "weight");
        double[] shift = weights.apply(prefix + "bias");
        return same((n, c, y, x) ->
                scale[c] * (values[n][c][y][x] - mean[c]) / Math.sqrt(variance[c] + EPSILON) + shift[c]);
    }

    /** Batch norm by the running statistics, or in training by those of this batch, by which the running ones move. */
    NaiveMap normalized(Function<String, double[]> weights, String prefix, boolean training) {
        double[] runningMean = weights.apply(prefix + "running_mean");
        double[] runningVariance = weights.apply(prefix + "running_var");
        if (!training) {
            return scaled(weights, prefix, runningMean, runningVariance);
        }
        int channels = values[0].length;
        double count = values.length * values[0][0].length * values[0][0][0].length;
        double[] mean = new double[channels];
        double[] variance = new double[channels];
        NaiveMap unusedMean = same((n, c, y, x) -> mean[c] += values[n][c][y][x] / count);
        NaiveMap unusedVariance =
                same((n, c, y, x) -> variance[c] += Math.pow(values[n][c][y][x] - mean[c], 2) / count);
        for (int c = 0; c < channels; c++) {
            runningMean[c] = (1 - MOMENTUM) * runningMean[c] + MOMENTUM * mean[c];
            runningVariance[c] = (1 - MOMENTUM) * runningVariance[c] + MOMENTUM * variance[c] * count / (count - 1);
        }
        return scaled(weights, prefix, mean, variance);
    }

    NaiveMap rectified() {
        return same((n, c, y, x) -> Math.max(0, values[n][c][y][x]));
    }

    NaiveMap plus(NaiveMap other) {
        return same((n, c, y, x) -> values[n][c][y][x] + other.values[n][c][y][x]);
    }

    NaiveMap maximum(NaiveMap other) {
        return same((n, c, y, x) -> Math.max(values[n][c][y][x], other.values[n][c][y][x]));
    }
}
