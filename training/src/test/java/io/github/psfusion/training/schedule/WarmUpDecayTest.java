// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.training.psfusion.LossGoldens;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class WarmUpDecayTest {
    private static final long PUBLISHED_STEPS = 677_500;

    @Test
    void publishedRatesAgreeWithTheReference() throws IOException {
        LossGoldens goldens = new LossGoldens("optimiser_steps.safetensors");
        LearningRateSchedule schedule =
                WarmUpDecay.published(WarmUpDecay.PUBLISHED_PEAK, PUBLISHED_STEPS, RateDecay.POLYNOMIAL);
        double[] steps = goldens.values("schedule/it");
        double[] rates = goldens.values("schedule/lr");
        for (int i = 0; i < steps.length; i++) {
            assertThat(schedule.rate((long) steps[i]))
                    .as("step %s", steps[i])
                    .isCloseTo(rates[i], within(1e-12 * rates[i]));
        }
    }

    @Test
    void scaledRatesAgreeWithTheReference() throws IOException {
        double[] rates = new LossGoldens("optimiser_steps.safetensors").values("scaled/lr");
        LearningRateSchedule schedule = WarmUpDecay.published(1e-6, 2000, RateDecay.POLYNOMIAL);
        for (int i = 0; i < rates.length; i++) {
            assertThat(schedule.rate(1000 + i)).isCloseTo(rates[i], within(1e-12 * rates[i]));
        }
    }

    @Test
    void shortTrainingWarmsUpForATenthOfItsSteps() {
        LearningRateSchedule schedule = WarmUpDecay.published(0.5, 1000, RateDecay.POLYNOMIAL);
        assertThat(schedule.rate(0)).isEqualTo(0.005);
        assertThat(schedule.rate(50)).isCloseTo(0.05, within(1e-15));
        assertThat(schedule.rate(100)).isEqualTo(0.5);
        assertThat(schedule.rate(550)).isCloseTo(0.5 * Math.pow(0.5, 0.9), within(1e-15));
        assertThat(schedule.rate(1000)).isZero();
    }

    @Test
    void trainingOfAFewStepsBeginsAtThePeak() {
        assertThat(WarmUpDecay.published(0.5, 9, RateDecay.POLYNOMIAL).rate(0)).isEqualTo(0.5);
        assertThat(WarmUpDecay.published(0.5, 1, RateDecay.POLYNOMIAL).rate(0)).isEqualTo(0.5);
    }

    @Test
    void stepsOutsideTheTrainingAreRefused() {
        LearningRateSchedule schedule = WarmUpDecay.published(0.5, 20, RateDecay.POLYNOMIAL);
        assertThatThrownBy(() -> schedule.rate(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> schedule.rate(21)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WarmUpDecay.published(0, 20, RateDecay.POLYNOMIAL))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** At thirds of the fall the cosine is 1/2 and -1/2. */
    @Test
    void cosineFallsSlowlyFastAndSlowly() {
        LearningRateSchedule schedule = new WarmUpDecay(0.5, 100, 1000, RateDecay.COSINE);
        assertThat(schedule.rate(50)).isCloseTo(0.05, within(1e-15));
        assertThat(schedule.rate(100)).isEqualTo(0.5);
        assertThat(schedule.rate(400)).isCloseTo(0.375, within(1e-15));
        assertThat(schedule.rate(550)).isCloseTo(0.25, within(1e-15));
        assertThat(schedule.rate(700)).isCloseTo(0.125, within(1e-15));
        assertThat(schedule.rate(1000)).isZero();
    }

    @Test
    void decayBeginsAtOneAndEndsAtZero() {
        for (RateDecay decay : RateDecay.values()) {
            assertThat(decay.factor(0)).isEqualTo(1);
            assertThat(decay.factor(1)).isZero();
        }
    }
}
