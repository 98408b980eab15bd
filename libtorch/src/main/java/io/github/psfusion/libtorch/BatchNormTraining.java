// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import io.github.psfusion.tensors.BatchNormState;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Batch normalization in training of channels-last feature maps, whose statistics are exact to single precision.
 *
 * <p>libtorch's kernel for this layout adds up the pixels of a channel one by one in single precision, which a deep network amplifies: the
 * losses of two steps later are off by several thousandths. Here the pixels are added up in blocks, by the same kernel, and the
 * blocks in double precision. Normalization and gradient are those of libtorch with these statistics, so that nothing is computed
 * twice. Sums of the backward pass stay in single precision: there they change nothing that can be measured.
 */
final class BatchNormTraining {
    /** About how many pixels are added up one by one. */
    private static final long BLOCK = 256;

    /** Partial sums that are kept at a time; they stay in the first cache of a core. */
    private static final long PARTIAL_SUMS = 1 << 12;

    private BatchNormTraining() {}

    /** Returns whether an input is one of those for which libtorch's own statistics are inexact. */
    static boolean improves(Tensor x) {
        return x.is_cpu()
                && x.scalar_type().intern() == ScalarType.Float
                && x.is_contiguous(torch.MemoryFormat.ChannelsLast)
                && !x.is_contiguous()
                && (x.requires_grad() || !GradMode.is_enabled());
    }

    /** Normalizes and moves the running statistics. */
    static Tensor normalize(Tensor x, BatchNormState state) {
        boolean recording = GradMode.is_enabled();
        GradMode.set_enabled(false);
        try {
            return normalize(x, state, recording);
        } finally {
            GradMode.set_enabled(recording);
        }
    }

    private static Tensor normalize(Tensor x, BatchNormState state, boolean recording) {
        Statistics statistics = Statistics.of(x);
        statistics.moveRunning(state);
        var weight = LibtorchTensor.handle(state.weight());
        var bias = LibtorchTensor.handle(state.bias());
        var mean = vector(statistics.mean, x);
        var variance = vector(statistics.variance, x);
        var y = new Tensor(torch.native_batch_norm(
                        x,
                        new TensorOptional(weight),
                        new TensorOptional(bias),
                        new TensorOptional(mean),
                        new TensorOptional(variance),
                        false,
                        0,
                        state.epsilon())
                .get0());
        if (recording) {
            double[] inverse = statistics.variance.clone();
            for (int c = 0; c < inverse.length; c++) {
                inverse[c] = 1 / Math.sqrt(inverse[c] + state.epsilon());
            }
            BackwardPass.record(x, y, new Backward(x, weight, bias, mean, vector(inverse, x), state.epsilon()));
        }
        return y;
    }

    private static Tensor vector(double[] values, Tensor like) {
        float[] single = new float[values.length];
        for (int i = 0; i < single.length; i++) {
            single[i] = (float) values[i];
        }
        var vector = torch.empty(new long[] {single.length}, like.options(), new MemoryFormatOptional());
        vector.data_ptr_float().put(single, 0, single.length);
        return vector;
    }

    /**
     * Statistics of the channels.
     *
     * @param mean of each channel
     * @param variance of each channel, biased
     * @param pixels of which they are
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Statistics(double[] mean, double[] variance, long pixels) {
        static Statistics of(Tensor x) {
            long channels = x.size(1);
            long pixels = x.numel() / channels;
            long groups = 1;
            while (pixels % (2 * groups) == 0 && pixels / groups > BLOCK && 2 * groups * channels <= PARTIAL_SUMS) {
                groups *= 2;
            }
            // Neighboring pixels as further channels: the kernel sums each apart.
            var blocks = x.permute(0, 2, 3, 1)
                    .reshape(1, pixels / groups, 1, groups * channels)
                    .permute(0, 3, 1, 2);
            var found = torch.batch_norm_update_stats(blocks, new TensorOptional(), new TensorOptional(), 0);
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
            return new Statistics(mean, variance, pixels);
        }

        private static float[] values(Tensor vector) {
            float[] values = new float[Math.toIntExact(vector.numel())];
            vector.data_ptr_float().get(values, 0, values.length);
            return values;
        }

        void moveRunning(BatchNormState state) {
            double[] unbiased = variance.clone();
            for (int c = 0; c < unbiased.length; c++) {
                unbiased[c] *= pixels / (pixels - 1.0);
            }
            move(LibtorchTensor.handle(state.runningMean()), mean, state.momentum());
            move(LibtorchTensor.handle(state.runningVariance()), unbiased, state.momentum());
        }

        private static void move(Tensor running, double[] value, double momentum) {
            running.mul_(new Scalar(1 - momentum)).add_(vector(value, running), new Scalar(momentum));
        }
    }

    /** Turns the gradient of the result into that of the input, and gives weight and bias theirs. */
    private static final class Backward extends BackwardPass {
        private final Tensor x;
        private final Tensor weight;
        private final Tensor bias;
        private final Tensor mean;
        private final Tensor inverse;
        private final double epsilon;

        Backward(Tensor x, Tensor weight, Tensor bias, Tensor mean, Tensor inverse, double epsilon) {
            this.x = saved(x);
            this.weight = saved(weight);
            this.bias = saved(bias);
            this.mean = saved(mean);
            this.inverse = saved(inverse);
            this.epsilon = epsilon;
        }

        @Override
        Tensor backward(Tensor gradient) {
            var all = new BoolPointer(3).put(0, true).put(1, true).put(2, true);
            var gradients = torch.native_batch_norm_backward(
                    gradient.contiguous(torch.MemoryFormat.ChannelsLast),
                    x,
                    new TensorOptional(weight),
                    new TensorOptional(),
                    new TensorOptional(),
                    new TensorOptional(mean),
                    new TensorOptional(inverse),
                    true,
                    epsilon,
                    all);
            add(weight, new Tensor(gradients.get1()));
            add(bias, new Tensor(gradients.get2()));
            return new Tensor(gradients.get0());
        }

        private static void add(Tensor parameter, Tensor gradient) {
            if (parameter.requires_grad()) {
                parameter.backward(gradient, new BoolOptional(), false, new TensorArrayRefOptional());
            }
        }
    }
}
