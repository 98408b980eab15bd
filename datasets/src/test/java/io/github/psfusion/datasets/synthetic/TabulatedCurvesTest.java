// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TabulatedCurvesTest {
    @Test
    void decayIsTheExponential() {
        for (double t = 0; t < 12; t += 0.0137) {
            assertThat(Decay.of(t)).as("t = %s", t).isCloseTo(Math.exp(-t), within(5e-5));
        }
    }

    @Test
    void toneCurveRisesFromBlackToWhite() {
        ToneCurve tone = new ToneCurve();

        assertThat(tone.display(-1)).isZero();
        assertThat(tone.display(0)).isZero();
        assertThat(tone.display(1e9)).isCloseTo(1, within(1e-3f));
        for (double light = 0; light < 9; light += 0.01) {
            assertThat(tone.display(light + 0.01)).isGreaterThanOrEqualTo(tone.display(light));
        }
    }
}
