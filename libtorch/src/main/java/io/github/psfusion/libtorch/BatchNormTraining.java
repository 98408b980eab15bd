// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import io.github.psfusion.tensors.BatchNormState;
import java.util.Arrays;
import java.util.function.Supplier;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.GradMode;
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
 * losses of two steps later are off by several thousandths. Here the statistics are {@link ChannelStatistics}. Normalization and
 * gradient are those of libtorch with these statistics, so that nothing is computed twice. Sums of the backward pass stay in single
 * precision: there they change nothing that can be measured.
 */
final class BatchNormTraining {
    private BatchNormTraining() {}

    /** Returns whether an input is one of those for which libtorch's own statistics are inexact. */
    static boolean improves(Tensor x) {
        return x.scalar_type().intern() == ScalarType.Float && fits(x);
    }

    /** Returns whether an input can be normalized by {@link ChannelStatistics}. */
    static boolean accepts(Tensor x) {
        ScalarType type = x.scalar_type().intern();
        return (type == ScalarType.Float || type == ScalarType.BFloat16) && fits(x);
    }

    private static boolean fits(Tensor x) {
        return x.is_cpu()
                && x.is_contiguous(torch.MemoryFormat.ChannelsLast)
                && !x.is_contiguous()
                && (x.requires_grad() || !GradMode.is_enabled());
    }

    /** Normalizes and moves the running statistics. */
    static Tensor normalize(Tensor x, BatchNormState state) {
        boolean recording = GradMode.is_enabled();
        return unrecorded(() -> {
            ChannelStatistics statistics = ChannelStatistics.of(x);
            statistics.moveRunning(state);
            var weight = LibtorchTensor.handle(state.weight());
            var bias = LibtorchTensor.handle(state.bias());
            var mean = ChannelStatistics.vector(statistics.mean());
            var y = normalized(x, weight, bias, mean, ChannelStatistics.vector(statistics.variance()), state.epsilon());
            if (recording) {
                var inverse = ChannelStatistics.vector(statistics.inverse(state.epsilon()));
                BackwardPass.record(x, y, new Backward(x, weight, bias, mean, inverse));
            }
            return y;
        });
    }

    /**
     * Normalizes twice in a row, in one pass, and moves the running statistics of both.
     *
     * <p>With v the variance of x, e the epsilon, g1 and g2 the weights: the first result has the mean of its bias and the variance {@code
     * g1^2 v / (v + e)}, so that both together are {@code (x - mean) / sqrt(v + e^2 / (g1^2 + e)) w + bias}, with {@code w = g1 g2 /
     * sqrt(g1^2 + e)}.
     */
    static Tensor normalizeTwice(Tensor x, BatchNormState inner, BatchNormState outer) {
        boolean recording = GradMode.is_enabled();
        return unrecorded(() -> {
            ChannelStatistics statistics = ChannelStatistics.of(x);
            TwoNorms norms = TwoNorms.of(statistics, inner, outer);
            statistics.moveRunning(inner);
            norms.between().moveRunning(outer);
            var weight = ChannelStatistics.vector(norms.weight());
            var mean = ChannelStatistics.vector(statistics.mean());
            var bias = LibtorchTensor.handle(outer.bias());
            var y = normalized(x, weight, bias, mean, ChannelStatistics.vector(norms.variance()), 0);
            if (recording) {
                BackwardPass.record(x, y, new BackwardOfTwo(x, weight, mean, norms, inner, outer));
            }
            return y;
        });
    }

    private static Tensor unrecorded(Supplier<Tensor> computation) {
        boolean recording = GradMode.is_enabled();
        GradMode.set_enabled(false);
        try {
            return computation.get();
        } finally {
            GradMode.set_enabled(recording);
        }
    }

    /** Normalizes with given statistics. */
    static Tensor normalized(Tensor x, Tensor weight, Tensor bias, Tensor mean, Tensor variance, double epsilon) {
        return new Tensor(torch.native_batch_norm(
                        x,
                        new TensorOptional(weight),
                        new TensorOptional(bias),
                        new TensorOptional(mean),
                        new TensorOptional(variance),
                        false,
                        0,
                        epsilon)
                .get0());
    }

    /** The gradients of input, weight and bias of a normalization by the statistics of the input itself. */
    record Gradients(Tensor input, Tensor weight, Tensor bias) {
        /**
         * Computes them.
         *
         * @param mean of each channel
         * @param inverse of the standard deviation of each channel
         */
        static Gradients of(Tensor gradient, Tensor x, Tensor weight, Tensor mean, Tensor inverse) {
            Tensor dense = gradient.contiguous(torch.MemoryFormat.ChannelsLast);
            long groups = x.scalar_type().intern() == ScalarType.Float ? PixelGroups.of(x) : 1;
            return groups > 1
                    ? ofGroups(dense, x, weight, mean, inverse, groups)
                    : ofChannels(dense, x, weight, mean, inverse);
        }

        private static Gradients ofChannels(Tensor gradient, Tensor x, Tensor weight, Tensor mean, Tensor inverse) {
            var gradients = torch.native_batch_norm_backward(
                    gradient,
                    x,
                    new TensorOptional(weight),
                    new TensorOptional(),
                    new TensorOptional(),
                    new TensorOptional(mean),
                    new TensorOptional(inverse),
                    true,
                    0, // is in the inverse already
                    new BoolPointer(3).put(0, true).put(1, true).put(2, true));
            return new Gradients(
                    new Tensor(gradients.get0()), new Tensor(gradients.get1()), new Tensor(gradients.get2()));
        }

        /**
         * The same where the channels do not fill the vectors of the kernel, which then takes several times longer. For {@link PixelGroups} that
         * kernel computes the gradient for given statistics, {@code g w i} with the inverse deviation i, and for each channel of the groups
         * the sums of {@code g} and {@code g n}, n the normalized value. What the statistics add, {@code -w i / m (sum(g) + n
         * sum(g n))} for m pixels, is itself a normalization of x, with another weight and bias.
         */
        private static Gradients ofGroups(
                Tensor gradient, Tensor x, Tensor weight, Tensor mean, Tensor inverse, long groups) {
            long channels = x.size(1);
            var groupedX = PixelGroups.view(x, groups);
            var means = mean.repeat(groups);
            var variances = inverse.pow(new Scalar(-2)).repeat(groups);
            var given = torch.native_batch_norm_backward(
                    PixelGroups.view(gradient, groups),
                    groupedX,
                    new TensorOptional(weight.repeat(groups)),
                    new TensorOptional(means),
                    new TensorOptional(variances),
                    new TensorOptional(),
                    new TensorOptional(),
                    false,
                    0, // is in the inverse already
                    new BoolPointer(3).put(0, true).put(1, true).put(2, true));
            var ofWeight = new Tensor(given.get1()).reshape(groups, channels).sum(0);
            var ofBias = new Tensor(given.get2()).reshape(groups, channels).sum(0);
            var factor = weight.mul(inverse).mul_(new Scalar(-1.0 * channels / x.numel()));
            var ofStatistics = normalized(
                    groupedX,
                    factor.mul(ofWeight).repeat(groups),
                    factor.mul(ofBias).repeat(groups),
                    means,
                    variances,
                    0);
            var ofX = new Tensor(given.get0()).add_(ofStatistics);
            return new Gradients(PixelGroups.ungrouped(ofX, x), ofWeight, ofBias);
        }
    }

    private static void add(Tensor parameter, Tensor gradient) {
        if (parameter.requires_grad()) {
            parameter.backward(gradient, new BoolOptional(), false, new TensorArrayRefOptional());
        }
    }

    /** Turns the gradient of the result into that of the input, and gives weight and bias theirs. */
    private static final class Backward extends BackwardPass {
        private final Tensor x;
        private final Tensor weight;
        private final Tensor bias;
        private final Tensor mean;
        private final Tensor inverse;

        Backward(Tensor x, Tensor weight, Tensor bias, Tensor mean, Tensor inverse) {
            this.x = saved(x);
            this.weight = saved(weight);
            this.bias = saved(bias);
            this.mean = saved(mean);
            this.inverse = saved(inverse);
        }

        @Override
        Tensor backward(Tensor gradient) {
            Gradients gradients = Gradients.of(gradient, x, weight, mean, inverse);
            add(weight, gradients.weight);
            add(bias, gradients.bias);
            return gradients.input;
        }
    }

    /**
     * Two norms in a row as one.
     *
     * @param between the statistics of the first result
     * @param weight of both together
     * @param variance of both together: that of the input and what stands for epsilon
     * @param ofInner factor from the gradient of {@code weight} to that of the first norm's weight, for each channel
     * @param ofOuter the same for the second norm's weight
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record TwoNorms(
            ChannelStatistics between, double[] weight, double[] variance, double[] ofInner, double[] ofOuter) {
        static TwoNorms of(ChannelStatistics statistics, BatchNormState inner, BatchNormState outer) {
            float[] g1 = ChannelStatistics.values(LibtorchTensor.handle(inner.weight()));
            float[] b1 = ChannelStatistics.values(LibtorchTensor.handle(inner.bias()));
            float[] g2 = ChannelStatistics.values(LibtorchTensor.handle(outer.weight()));
            int channels = g1.length;
            double[] meanBetween = new double[channels];
            double[] varianceBetween = new double[channels];
            double[] weight = new double[channels];
            double[] variance = new double[channels];
            double[] ofInner = new double[channels];
            double[] ofOuter = new double[channels];
            double e1 = inner.epsilon();
            double e2 = outer.epsilon();
            for (int c = 0; c < channels; c++) {
                double v = statistics.variance()[c];
                double square = (double) g1[c] * g1[c];
                meanBetween[c] = b1[c];
                varianceBetween[c] = square * v / (v + e1);
                double root = Math.sqrt(square + e2);
                weight[c] = g1[c] * (double) g2[c] / root;
                variance[c] = v + e1 * e2 / (square + e2);
                ofOuter[c] = g1[c] / root;
                // The second norm undoes the scale of the first but for the epsilons.
                ofInner[c] = g2[c] * e2 * (v + e1) / (root * root * root * variance[c]);
            }
            var between = new ChannelStatistics(meanBetween, varianceBetween, statistics.pixels());
            return new TwoNorms(between, weight, variance, ofInner, ofOuter);
        }

        /** Returns one by the root of the variance of both together. */
        double[] inverse() {
            return Arrays.stream(variance).map(v -> 1 / Math.sqrt(v)).toArray();
        }
    }

    /** The same as {@link Backward} for two norms. */
    private static final class BackwardOfTwo extends BackwardPass {
        private final Tensor x;
        private final Tensor weight;
        private final Tensor mean;
        private final Tensor inverse;
        private final Tensor ofInner;
        private final Tensor ofOuter;
        private final Tensor innerWeight;
        private final Tensor innerBias;
        private final Tensor outerWeight;
        private final Tensor outerBias;

        BackwardOfTwo(
                Tensor x, Tensor weight, Tensor mean, TwoNorms norms, BatchNormState inner, BatchNormState outer) {
            this.x = saved(x);
            this.weight = saved(weight);
            this.mean = saved(mean);
            inverse = saved(ChannelStatistics.vector(norms.inverse()));
            ofInner = saved(ChannelStatistics.vector(norms.ofInner));
            ofOuter = saved(ChannelStatistics.vector(norms.ofOuter));
            innerWeight = saved(LibtorchTensor.handle(inner.weight()));
            innerBias = saved(LibtorchTensor.handle(inner.bias()));
            outerWeight = saved(LibtorchTensor.handle(outer.weight()));
            outerBias = saved(LibtorchTensor.handle(outer.bias()));
        }

        @Override
        Tensor backward(Tensor gradient) {
            Gradients gradients = Gradients.of(gradient, x, weight, mean, inverse);
            add(innerWeight, gradients.weight.mul(ofInner));
            add(innerBias, torch.zeros_like(innerBias)); // the second norm subtracts it
            add(outerWeight, gradients.weight.mul(ofOuter));
            add(outerBias, gradients.bias);
            return gradients.input;
        }
    }
}
