// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing.tensors;

/** The operations of vectors in the last dimension by their definitions. */
final class SequenceOperations {
    /** Steps of Simpson's rule. */
    private static final int STEPS = 20_000;

    private SequenceOperations() {}

    /** Returns the distribution function of the standard normal distribution, by integrating its density from 0. */
    static double normalDistribution(double x) {
        double width = x / STEPS;
        double sum = density(0) + density(x);
        for (int i = 1; i < STEPS; i++) {
            sum += (i % 2 == 1 ? 4 : 2) * density(i * width);
        }
        return 0.5 + sum * width / 3;
    }

    private static double density(double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    /** The mean along a dimension, which stays with size 1. */
    static Array mean(Array x, int dimension) {
        long[] sizes = x.shape().sizes();
        int inner = 1;
        for (int d = dimension + 1; d < sizes.length; d++) {
            inner *= (int) sizes[d];
        }
        int count = (int) sizes[dimension];
        sizes[dimension] = 1;
        Array means = Array.of(sizes);
        for (int i = 0; i < x.values().length; i++) {
            means.values()[i / (inner * count) * inner + i % inner] += x.values()[i] / count;
        }
        return means;
    }

    static Array layerNorm(Array x, double[] weight, double[] bias, double epsilon) {
        int channels = weight.length;
        Array result = Array.of(x.shape().sizes());
        for (int first = 0; first < x.values().length; first += channels) {
            double mean = 0;
            for (int c = 0; c < channels; c++) {
                mean += x.values()[first + c] / channels;
            }
            double variance = 0;
            for (int c = 0; c < channels; c++) {
                variance += (x.values()[first + c] - mean) * (x.values()[first + c] - mean) / channels;
            }
            for (int c = 0; c < channels; c++) {
                result.values()[first + c] =
                        (x.values()[first + c] - mean) / Math.sqrt(variance + epsilon) * weight[c] + bias[c];
            }
        }
        return result;
    }

    static Array linear(Array x, Array weight, double[] bias) {
        int in = weight.size(1);
        int out = weight.size(0);
        long[] sizes = x.shape().sizes();
        sizes[sizes.length - 1] = out;
        Array result = Array.of(sizes);
        for (int i = 0; i < result.values().length; i++) {
            double sum = bias[i % out];
            for (int c = 0; c < in; c++) {
                sum += x.values()[i / out * in + c] * weight.values()[i % out * in + c];
            }
            result.values()[i] = sum;
        }
        return result;
    }

    /** Queries, keys and values [N, heads, n, D], bias [heads, n, n]. */
    static Array attention(Array queries, Array keys, Array values, Array bias) {
        int heads = queries.size(1);
        int positions = queries.size(2);
        int channels = queries.size(3);
        Array result = Array.of(queries.shape().sizes());
        for (int row = 0; row < result.values().length / channels; row++) {
            int first = row / positions * positions; // of the keys of this sample and head
            int head = row / positions % heads;
            double[] weights = new double[positions];
            double sum = 0;
            for (int j = 0; j < positions; j++) {
                double score = bias.values()[(head * positions + row % positions) * positions + j];
                for (int c = 0; c < channels; c++) {
                    score += queries.values()[row * channels + c] * keys.values()[(first + j) * channels + c];
                }
                weights[j] = Math.exp(score);
                sum += weights[j];
            }
            for (int j = 0; j < positions; j++) {
                for (int c = 0; c < channels; c++) {
                    result.values()[row * channels + c] +=
                            weights[j] / sum * values.values()[(first + j) * channels + c];
                }
            }
        }
        return result;
    }
}
