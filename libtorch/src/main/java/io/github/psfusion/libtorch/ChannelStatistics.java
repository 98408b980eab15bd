// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import io.github.psfusion.tensors.BatchNormState;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Mean and variance of the channels of a channels-last feature map, exact to single precision: pixels are added up in blocks by
 * libtorch's kernel, and the blocks in double precision.
 *
 * @param mean of each channel
 * @param variance of each channel, biased
 * @param pixels of which they are
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ChannelStatistics(double[] mean, double[] variance, long pixels) {
    /** About how many pixels are added up one by one. */
    private static final long BLOCK = 256;

    /** Partial sums that are kept at a time; they stay in the first cache of a core. */
    private static final long PARTIAL_SUMS = 1 << 12;

    /**
     * Computes the statistics.
     *
     * @param x [N, C, H, W], channels-last on the CPU, FLOAT32 or BFLOAT16
     */
    static ChannelStatistics of(Tensor x) {
        long channels = x.size(1);
        long pixels = x.numel() / channels;
        long groups = 1;
        while (pixels % (2 * groups) == 0 && pixels / groups > BLOCK && 2 * groups * channels <= PARTIAL_SUMS) {
            groups *= 2;
        }
        var blocks = PixelGroups.view(x, groups); // the kernel sums each channel of a group apart
        // Running statistics in single precision, which are not used, make the kernel's results single precision, too.
        var unused = torch.zeros(new long[] {groups * channels}, new TensorOptions(ScalarType.Float));
        var found = torch.batch_norm_update_stats(blocks, new TensorOptional(unused), new TensorOptional(unused), 0);
        float[] means = values(found.get0());
        float[] variances = values(found.get1());
        int width = Math.toIntExact(channels);
        double[] mean = new double[width];
        double[] variance = new double[width];
        for (int i = 0; i < means.length; i++) {
            mean[i % width] += means[i] / (double) groups;
        }
        for (int i = 0; i < means.length; i++) {
            double distance = means[i] - mean[i % width];
            variance[i % width] += (variances[i] + distance * distance) / groups;
        }
        return new ChannelStatistics(mean, variance, pixels);
    }

    /** Returns the values of a vector, FLOAT32. */
    static float[] values(Tensor vector) {
        float[] values = new float[Math.toIntExact(vector.numel())];
        vector.data_ptr_float().get(values, 0, values.length);
        return values;
    }

    /** Returns a vector of these values, FLOAT32. */
    static Tensor vector(double[] values) {
        float[] single = new float[values.length];
        for (int i = 0; i < single.length; i++) {
            single[i] = (float) values[i];
        }
        var vector = torch.empty(
                new long[] {single.length}, new TensorOptions(ScalarType.Float), new MemoryFormatOptional());
        vector.data_ptr_float().put(single, 0, single.length);
        return vector;
    }

    /** Returns {@code 1 / sqrt(variance + epsilon)} of each channel. */
    double[] inverse(double epsilon) {
        double[] inverse = variance.clone();
        for (int c = 0; c < inverse.length; c++) {
            inverse[c] = 1 / Math.sqrt(inverse[c] + epsilon);
        }
        return inverse;
    }

    /** Moves running statistics, FLOAT32, towards these. */
    void moveRunning(BatchNormState state) {
        double[] unbiased = variance.clone();
        for (int c = 0; c < unbiased.length; c++) {
            unbiased[c] *= pixels / (pixels - 1.0);
        }
        move(LibtorchTensor.handle(state.runningMean()), mean, state.momentum());
        move(LibtorchTensor.handle(state.runningVariance()), unbiased, state.momentum());
    }

    private static void move(Tensor running, double[] value, double momentum) {
        running.mul_(new Scalar(1 - momentum)).add_(vector(value), new Scalar(momentum));
    }
}
