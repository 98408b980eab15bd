// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.schedule;

/**
 * A geometric rise to a peak, then a fall to 0: with W warm-up steps and T steps in all, {@code start (peak / start)^(step /
 * W)} up to step W, then {@code peak d((step - W) / (T - W))} with the {@link RateDecay} d; start is peak / 100.
 *
 * <p>The authors' schedule has a peak of 1e-3, W = 1000, T = 677 500 and the polynomial decay. For trainings of at most
 * 1000 steps, which it does not cover, W is T / 10.
 *
 * @param peak the highest rate, above 0
 * @param warmUpSteps W, from 0 to T
 * @param steps T, at least 1
 * @param decay d
 */
public record WarmUpDecay(double peak, long warmUpSteps, long steps, RateDecay decay) implements LearningRateSchedule {
    /** The peak of the authors' code. */
    public static final double PUBLISHED_PEAK = 1e-3;

    private static final double PEAK_OVER_START = 100;
    private static final long WARM_UP_STEPS = 1000;
    private static final long SHORT_RUN_DIVISOR = 10;

    /** Checks the ranges. */
    public WarmUpDecay {
        if (!(peak > 0 && peak < Double.POSITIVE_INFINITY) || steps < 1 || warmUpSteps < 0 || warmUpSteps > steps) {
            throw new IllegalArgumentException("peak " + peak + " must be above 0 and finite, steps " + steps
                    + " at least 1, warm-up " + warmUpSteps + " between 0 and the steps");
        }
    }

    /** Returns the schedule with the published length of the warm-up. */
    public static WarmUpDecay published(double peak, long steps, RateDecay decay) {
        return new WarmUpDecay(peak, steps > WARM_UP_STEPS ? WARM_UP_STEPS : steps / SHORT_RUN_DIVISOR, steps, decay);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the step is not in 0 .. T
     */
    @Override
    public double rate(long step) {
        if (step < 0 || step > steps) {
            throw new IllegalArgumentException("step " + step + " lies outside a training of " + steps + " steps");
        }
        if (step < warmUpSteps || warmUpSteps == steps) {
            return peak / PEAK_OVER_START * Math.pow(PEAK_OVER_START, (double) step / warmUpSteps);
        }
        return peak * decay.factor((double) (step - warmUpSteps) / (steps - warmUpSteps));
    }
}
