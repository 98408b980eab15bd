// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.layers;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Initializer;
import io.github.psfusion.networks.Parameter;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.BatchNormState;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;

/**
 * Batch normalization per channel: {@code y = (x - mean) / sqrt(variance + 1e-5) * weight + bias}.
 *
 * <p>Evaluation takes the running statistics, training those of the batch (biased variance), and moves the running ones by
 * the momentum of the {@link ForwardContext}, a tenth (with the unbiased variance), unless it {@linkplain
 * ForwardContext#frozenPooled freezes} this one. Keys: {@code weight}, {@code bias}, {@code running_mean}, {@code running_var} [C], {@code
 * num_batches_tracked} (scalar).
 */
public final class BatchNorm2d {
    private static final double EPSILON = 1e-5;

    private final Parameter weight;
    private final Parameter bias;
    private final Parameter runningMean;
    private final Parameter runningVariance;
    private final Parameter passes;

    /** Declares the parameters of this many channels. */
    public BatchNorm2d(Parameters parameters, int channels) {
        weight = parameters.trained("weight", Shape.of(channels), Initializer.ONE);
        bias = parameters.trained("bias", Shape.of(channels), Initializer.ZERO);
        runningMean = parameters.statistic("running_mean", channels, Initializer.ZERO);
        runningVariance = parameters.variance("running_var", channels);
        passes = parameters.counter("num_batches_tracked");
    }

    /**
     * Normalizes.
     *
     * @param x [N, C, H, W]
     * @return [N, C, H, W]
     */
    public Tensor forward(Tensor x, ForwardContext context) {
        boolean ofBatch = usesBatch(x, context);
        Tensor y = x.batchNorm(state(context), ofBatch);
        if (ofBatch) {
            passes.increment();
        }
        return y;
    }

    /**
     * Normalizes by the statistics of the image itself, as training does with a batch of one image, and changes nothing.
     *
     * @param x [1, C, H, W]; where a channel has one value only, the result is the shift
     * @return [1, C, H, W]
     */
    public Tensor forwardByOwnStatistics(Tensor x) {
        long channels = x.shape().size(1);
        Tensor scale = weight.asOperandOf(x).reshape(1, channels, 1, 1);
        Tensor shift = bias.asOperandOf(x).reshape(1, channels, 1, 1);
        return x.instanceNorm(EPSILON).multiply(scale).add(shift);
    }

    /** Returns whether training has updated the running statistics, by the counter of its passes. */
    public boolean hasRunningStatistics() {
        return passes.count() > 0;
    }

    /**
     * Normalizes, and the result by another norm.
     *
     * @param x [N, C, H, W]
     * @return [N, C, H, W]
     */
    public Tensor forward(Tensor x, BatchNorm2d next, ForwardContext context) {
        if (!usesBatch(x, context)) {
            return next.forward(forward(x, context), context);
        }
        Tensor y = x.batchNormTwice(state(context), next.state(context));
        passes.increment();
        next.passes.increment();
        return y;
    }

    private static boolean usesBatch(Tensor x, ForwardContext context) {
        boolean pooled = x.shape().size(2) * x.shape().size(3) == 1;
        return context.training() && !(pooled && context.frozenPooled());
    }

    private BatchNormState state(ForwardContext context) {
        return new BatchNormState(
                weight.value(),
                bias.value(),
                runningMean.value(),
                runningVariance.value(),
                context.momentum(),
                EPSILON);
    }
}
