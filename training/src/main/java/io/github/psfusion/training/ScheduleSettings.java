// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.training.schedule.RateDecay;
import io.github.psfusion.training.schedule.WarmUpDecay;

/**
 * Length, optimizer and learning rate of a training.
 *
 * @param optimizer the rule by which the weights change
 * @param learningRate the peak of the learning rate, above 0
 * @param length how long the training lasts
 * @param warmUp steps until the peak; negative for the published rule, see {@link WarmUpDecay}
 * @param momentum of {@link OptimizerKind#SGD}, in [0, 1)
 * @param weightDecay factor of the decay of every parameter towards 0, at least 0
 * @param decay how the learning rate falls after the peak
 * @param averaging which weights are validated and written
 * @param frozenStatistics which batch norms use their running statistics in the steps, too
 */
public record ScheduleSettings(
        OptimizerKind optimizer,
        double learningRate,
        Length length,
        long warmUp,
        double momentum,
        double weightDecay,
        RateDecay decay,
        AveragingSettings averaging,
        FrozenStatistics frozenStatistics) {
    /** The published rule of the warm-up instead of a number. */
    public static final long PUBLISHED_WARM_UP = -1;

    private static final long PUBLISHED_EPOCHS = 2500;

    /** The optimizers. */
    public enum OptimizerKind {
        /** Stochastic gradient descent with momentum, as published. */
        SGD,
        /** Adam with decoupled weight decay, which learns faster in short runs. */
        ADAMW
    }

    /**
     * The length of a training.
     *
     * @param amount how many, at least 1
     * @param epochs whether passes over the data are counted; else steps of the optimizer
     */
    public record Length(long amount, boolean epochs) {
        /** Checks the amount. */
        public Length {
            if (amount < 1) {
                throw new IllegalArgumentException("a training must last at least 1 step or epoch, not " + amount);
            }
        }

        /** Returns the number of steps. */
        public long steps(long stepsPerEpoch) {
            return epochs ? Math.multiplyExact(amount, stepsPerEpoch) : amount;
        }
    }

    /** Checks the ranges. */
    public ScheduleSettings {
        if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the learning rate must be above 0 and finite, not " + learningRate);
        }
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("the momentum must be in [0, 1), not " + momentum);
        }
        if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the weight decay must be at least 0 and finite, not " + weightDecay);
        }
        if (frozenStatistics == FrozenStatistics.ALL && averaging.recalibrationBatches() > 0) {
            throw new IllegalArgumentException(
                    "frozen statistics of batch norms are not recalibrated; choose one of both");
        }
    }

    /** Makes settings with the published decay and without averaging. */
    public ScheduleSettings(
            OptimizerKind optimizer,
            double learningRate,
            Length length,
            long warmUp,
            double momentum,
            double weightDecay) {
        this(
                optimizer,
                learningRate,
                length,
                warmUp,
                momentum,
                weightDecay,
                RateDecay.POLYNOMIAL,
                AveragingSettings.NONE,
                FrozenStatistics.NONE);
    }

    /** Returns these settings with another decay. */
    public ScheduleSettings withDecay(RateDecay other) {
        return new ScheduleSettings(
                optimizer, learningRate, length, warmUp, momentum, weightDecay, other, averaging, frozenStatistics);
    }

    /** Returns these settings with other averaging. */
    public ScheduleSettings withAveraging(AveragingSettings other) {
        return new ScheduleSettings(
                optimizer, learningRate, length, warmUp, momentum, weightDecay, decay, other, frozenStatistics);
    }

    /** Returns these settings with other batch norms that use their running statistics. */
    public ScheduleSettings withFrozenStatistics(FrozenStatistics other) {
        return new ScheduleSettings(
                optimizer, learningRate, length, warmUp, momentum, weightDecay, decay, averaging, other);
    }

    /** Returns the published schedule: 2500 epochs of SGD with a peak of 1e-3, momentum 0.9 and weight decay 5e-4. */
    public static ScheduleSettings defaults() {
        return new ScheduleSettings(
                OptimizerKind.SGD,
                WarmUpDecay.PUBLISHED_PEAK,
                new Length(PUBLISHED_EPOCHS, true),
                PUBLISHED_WARM_UP,
                0.9,
                5e-4);
    }

    /** Returns the learning rates of a training of this many steps. */
    public WarmUpDecay rates(long steps) {
        return warmUp < 0
                ? WarmUpDecay.published(learningRate, steps, decay)
                : new WarmUpDecay(learningRate, Math.min(warmUp, steps), steps, decay);
    }
}
