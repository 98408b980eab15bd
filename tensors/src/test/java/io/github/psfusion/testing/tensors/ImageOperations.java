// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing.tensors;

import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.Interpolation;
import io.github.psfusion.tensors.PoolOptions;
import io.github.psfusion.tensors.ShapeException;
import org.jspecify.annotations.Nullable;

/** The operations of images [N, C, H, W] by their definitions. */
final class ImageOperations {
    private ImageOperations() {}

    /** What an element of a result is, by its indices. */
    @FunctionalInterface
    private interface Element {
        double at(int n, int c, int y, int x);
    }

    private static Array filled(long n, long c, long height, long width, Element element) {
        Array result = Array.of(n, c, height, width);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < c; j++) {
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        result.set(i, j, y, x, element.at(i, j, y, x));
                    }
                }
            }
        }
        return result;
    }

    private static int windows(int size, int kernel, int stride, int padding) {
        return (size + 2 * padding - kernel) / stride + 1;
    }

    static Array conv2d(Array x, Array weight, double @Nullable [] bias, Conv2dOptions options) {
        int inputs = weight.size(1);
        if (x.shape().rank() != 4 || x.size(1) != inputs * options.groups()) {
            throw new ShapeException("conv2d of " + x.shape() + " with weight " + weight.shape() + " and "
                    + options.groups() + " groups: the channels do not fit");
        }
        int outputsOfGroup = weight.size(0) / options.groups();
        int height = Math.toIntExact(options.windows(x.size(2), weight.size(2)));
        int width = Math.toIntExact(options.windows(x.size(3), weight.size(3)));
        return filled(x.size(0), weight.size(0), height, width, (n, o, top, left) -> {
            double sum = bias == null ? 0 : bias[o];
            for (int c = 0; c < inputs; c++) {
                for (int i = 0; i < weight.size(2); i++) {
                    for (int j = 0; j < weight.size(3); j++) {
                        int row = top * options.stride() + i * options.dilation() - options.padding();
                        int column = left * options.stride() + j * options.dilation() - options.padding();
                        if (row >= 0 && row < x.size(2) && column >= 0 && column < x.size(3)) {
                            int channel = o / outputsOfGroup * inputs + c;
                            sum += weight.get(o, c, i, j) * x.get(n, channel, row, column);
                        }
                    }
                }
            }
            return sum;
        });
    }

    static Array maxPool2d(Array x, PoolOptions options) {
        int height = windows(x.size(2), options.kernel(), options.stride(), options.padding());
        int width = windows(x.size(3), options.kernel(), options.stride(), options.padding());
        return filled(x.size(0), x.size(1), height, width, (n, c, top, left) -> {
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < options.kernel(); i++) {
                for (int j = 0; j < options.kernel(); j++) {
                    int row = top * options.stride() + i - options.padding();
                    int column = left * options.stride() + j - options.padding();
                    if (row >= 0 && row < x.size(2) && column >= 0 && column < x.size(3)) {
                        largest = Math.max(largest, x.get(n, c, row, column));
                    }
                }
            }
            return largest;
        });
    }

    static Array averagePool2d(Array x, PoolOptions options) {
        int height = windows(x.size(2), options.kernel(), options.stride(), options.padding());
        int width = windows(x.size(3), options.kernel(), options.stride(), options.padding());
        return filled(x.size(0), x.size(1), height, width, (n, c, top, left) -> {
            double sum = 0;
            for (int i = 0; i < options.kernel(); i++) {
                for (int j = 0; j < options.kernel(); j++) {
                    int row = top * options.stride() + i - options.padding();
                    int column = left * options.stride() + j - options.padding();
                    boolean inside = row >= 0 && row < x.size(2) && column >= 0 && column < x.size(3);
                    sum += inside ? x.get(n, c, row, column) : 0;
                }
            }
            return sum / (options.kernel() * options.kernel());
        });
    }

    /** [N, C, H, W] to [N, C, 1, 1]. */
    static Array mean(Array x) {
        double pixels = x.size(2) * x.size(3);
        return filled(x.size(0), x.size(1), 1, 1, (n, c, row, column) -> {
            double sum = 0;
            for (int i = 0; i < x.size(2); i++) {
                for (int j = 0; j < x.size(3); j++) {
                    sum += x.get(n, c, i, j);
                }
            }
            return sum / pixels;
        });
    }

    static Array instanceNorm(Array x, double epsilon) {
        Array mean = mean(x);
        Array centered = filled(
                x.size(0), x.size(1), x.size(2), x.size(3), (n, c, i, j) -> x.get(n, c, i, j) - mean.get(n, c, 0, 0));
        Array variance = mean(centered.map(value -> value * value));
        return filled(
                x.size(0),
                x.size(1),
                x.size(2),
                x.size(3),
                (n, c, i, j) -> centered.get(n, c, i, j) / Math.sqrt(variance.get(n, c, 0, 0) + epsilon));
    }

    /** Mean of each channel over N, H, W. */
    static double[] channelMeans(Array x) {
        double[] means = new double[x.size(1)];
        double count = (double) x.values().length / means.length;
        int pixels = x.size(2) * x.size(3);
        for (int i = 0; i < x.values().length; i++) {
            means[i / pixels % means.length] += x.values()[i] / count;
        }
        return means;
    }

    /** Mean of the squared differences from these means, of each channel over N, H, W. */
    static double[] channelVariances(Array x, double[] means) {
        Array squares = filled(x.size(0), x.size(1), x.size(2), x.size(3), (n, c, i, j) -> {
            double difference = x.get(n, c, i, j) - means[c];
            return difference * difference;
        });
        return channelMeans(squares);
    }

    static Array batchNorm(
            Array x, double[] means, double[] variances, double[] scale, double[] shift, double epsilon) {
        return filled(
                x.size(0),
                x.size(1),
                x.size(2),
                x.size(3),
                (n, c, i, j) ->
                        (x.get(n, c, i, j) - means[c]) / Math.sqrt(variances[c] + epsilon) * scale[c] + shift[c]);
    }

    static Array resizeBilinear(Array x, long height, long width, Interpolation interpolation) {
        return filled(x.size(0), x.size(1), height, width, (n, c, row, column) -> {
            double y = source(row, x.size(2), (int) height, interpolation);
            double z = source(column, x.size(3), (int) width, interpolation);
            int top = (int) y;
            int left = (int) z;
            int bottom = Math.min(top + 1, x.size(2) - 1);
            int right = Math.min(left + 1, x.size(3) - 1);
            double upper = x.get(n, c, top, left) * (1 - (z - left)) + x.get(n, c, top, right) * (z - left);
            double lower = x.get(n, c, bottom, left) * (1 - (z - left)) + x.get(n, c, bottom, right) * (z - left);
            return upper * (1 - (y - top)) + lower * (y - top);
        });
    }

    private static double source(int index, int in, int out, Interpolation interpolation) {
        return switch (interpolation) {
            case ALIGN_CORNERS -> out == 1 ? 0 : index * (in - 1.0) / (out - 1);
            case HALF_PIXEL -> Math.max(0, (index + 0.5) * in / out - 0.5);
        };
    }

    static Array padReplicate(Array x, int border) {
        return filled(x.size(0), x.size(1), x.size(2) + 2L * border, x.size(3) + 2L * border, (n, c, row, column) -> {
            int i = Math.min(Math.max(row - border, 0), x.size(2) - 1);
            int j = Math.min(Math.max(column - border, 0), x.size(3) - 1);
            return x.get(n, c, i, j);
        });
    }

    static Array padReflect(Array x, int border) {
        return filled(
                x.size(0),
                x.size(1),
                x.size(2) + 2L * border,
                x.size(3) + 2L * border,
                (n, c, row, column) ->
                        x.get(n, c, mirrored(row - border, x.size(2)), mirrored(column - border, x.size(3))));
    }

    private static int mirrored(int index, int size) {
        int positive = Math.abs(index);
        return positive < size ? positive : 2 * (size - 1) - positive;
    }

    static Array upsampleNearest(Array x, int factor) {
        return filled(
                x.size(0),
                x.size(1),
                (long) x.size(2) * factor,
                (long) x.size(3) * factor,
                (n, c, row, column) -> x.get(n, c, row / factor, column / factor));
    }

    /** Queries [N, m, D], keys and values [N, n, D]. */
    static Array attention(Array queries, Array keys, Array values) {
        int channels = queries.size(2);
        int positions = keys.size(1);
        Array result = Array.of(queries.shape().sizes());
        for (int row = 0; row < queries.size(0) * queries.size(1); row++) {
            int sample = row / queries.size(1);
            double[] scores = new double[positions];
            double largest = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < positions; j++) {
                for (int c = 0; c < channels; c++) {
                    scores[j] += queries.values()[row * channels + c]
                            * keys.values()[(sample * positions + j) * channels + c];
                }
                largest = Math.max(largest, scores[j]);
            }
            double sum = 0;
            for (int j = 0; j < positions; j++) {
                scores[j] = Math.exp(scores[j] - largest);
                sum += scores[j];
            }
            for (int j = 0; j < positions; j++) {
                for (int c = 0; c < channels; c++) {
                    result.values()[row * channels + c] +=
                            scores[j] / sum * values.values()[(sample * positions + j) * channels + c];
                }
            }
        }
        return result;
    }
}
