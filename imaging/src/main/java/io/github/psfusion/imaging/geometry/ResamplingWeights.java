// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.geometry;

/**
 * The weights of resampling along one axis: output i is the sum over k of {@code weights[i][k] * input[first[i] + k]}. They
 * sum to 1.
 */
final class ResamplingWeights {
    private static final double BICUBIC_SUPPORT = 2;
    /** The slope parameter of Keys, "Cubic convolution interpolation", 1981, third-order accurate. */
    private static final double BICUBIC_A = -0.5;

    final int[] first;
    final double[][] weights;

    private ResamplingWeights(int size) {
        first = new int[size];
        weights = new double[size][];
    }

    /** Cubic convolution; where the image shrinks, the filter is widened in proportion, so that nothing aliases. */
    static ResamplingWeights bicubic(int from, int to) {
        return filtered(from, to, BICUBIC_SUPPORT, ResamplingWeights::cubic);
    }

    /** Linear interpolation, widened in the same way. */
    static ResamplingWeights bilinear(int from, int to) {
        return filtered(from, to, 1, x -> Math.max(1 - Math.abs(x), 0));
    }

    /** Linear interpolation between the two nearest pixels, however much the image shrinks. */
    static ResamplingWeights nearestTwo(int from, int to) {
        double scale = (double) from / to;
        ResamplingWeights result = new ResamplingWeights(to);
        for (int i = 0; i < to; i++) {
            double center = Math.min(Math.max((i + 0.5) * scale - 0.5, 0), from - 1);
            int begin = (int) center;
            double share = center - begin;
            result.set(i, begin, share == 0 ? new double[] {1} : new double[] {1 - share, share});
        }
        return result;
    }

    private static double cubic(double position) {
        double x = Math.abs(position);
        if (x < 1) {
            return ((BICUBIC_A + 2) * x - (BICUBIC_A + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * BICUBIC_A : 0;
    }

    private interface Filter {
        double at(double position);
    }

    private static ResamplingWeights filtered(int from, int to, double support, Filter filter) {
        double scale = (double) from / to;
        double widening = Math.max(scale, 1);
        double radius = support * widening;
        ResamplingWeights result = new ResamplingWeights(to);
        for (int i = 0; i < to; i++) {
            double center = (i + 0.5) * scale;
            int begin = Math.max((int) (center - radius + 0.5), 0);
            int end = Math.min((int) (center + radius + 0.5), from);
            double[] weights = new double[end - begin];
            for (int k = 0; k < weights.length; k++) {
                weights[k] = filter.at((begin + k - center + 0.5) / widening);
            }
            result.set(i, begin, weights);
        }
        return result;
    }

    /** Each input pixel counts as much as it overlaps with the output pixel. */
    static ResamplingWeights area(int from, int to) {
        double scale = (double) from / to;
        ResamplingWeights result = new ResamplingWeights(to);
        for (int i = 0; i < to; i++) {
            double left = i * scale;
            double right = (i + 1) * scale;
            int begin = Math.min((int) left, from - 1);
            int end = Math.min((int) Math.ceil(right), from);
            double[] weights = new double[Math.max(end - begin, 1)];
            for (int k = 0; k < weights.length; k++) {
                weights[k] = Math.min(right, begin + k + 1) - Math.max(left, begin + k);
            }
            result.set(i, begin, weights);
        }
        return result;
    }

    private void set(int output, int begin, double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        for (int k = 0; k < values.length; k++) {
            values[k] /= sum;
        }
        first[output] = begin;
        weights[output] = values;
    }
}
