// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.classical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.testing.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Wavelets by lifting against their laws and the published taps. */
class LiftingTest {
    @ParameterizedTest
    @Seeds(20)
    void isUndone(long seed) {
        Random random = new Random(seed);
        for (Lifting lifting : List.of(Lifting.HAAR, Lifting.SPLINE_5_3, Lifting.CDF_9_7)) {
            double[] line = random.doubles(1 + random.nextInt(20)).toArray();
            double[] there = line.clone();
            lifting.forward(there);
            lifting.backward(there);

            assertThat(there).containsExactly(line, within(1e-12));
        }
    }

    @Test
    void aConstantHasNoDetailAndKeepsItsLevel() {
        for (Lifting lifting : List.of(Lifting.HAAR, Lifting.SPLINE_5_3, Lifting.CDF_9_7)) {
            double[] line = new double[11];
            Arrays.fill(line, 0.75);
            lifting.forward(line);
            for (int i = 0; i < line.length; i++) {
                assertThat(line[i]).isCloseTo(i % 2 == 0 ? 0.75 : 0, within(1e-9));
            }
        }
    }

    @Test
    void haarTakesMeansAndDifferencesOfPairs() {
        double[] line = {1, 5, 2, 8, 3};
        Lifting.HAAR.forward(line);

        assertThat(line).containsExactly(3, 4, 5, 6, 3);
    }

    @Test
    void wavelet97HasTheTapsOfCohenDaubechiesAndFeauveau() {
        double[] even = new double[17];
        even[8] = 1;
        Lifting.CDF_9_7.forward(even);
        double[] odd = new double[17];
        odd[7] = 1;
        Lifting.CDF_9_7.forward(odd);

        double[] found = {even[8], odd[8], even[6], odd[4], even[4]};
        assertThat(found)
                .containsExactly(
                        new double[] {
                            0.602949018236358,
                            0.266864118442872,
                            -0.078223266528988,
                            -0.016864118442875,
                            0.026748757410810
                        },
                        within(1e-12));
    }

    @Test
    void spline53HasTheTapsOfLeGall() {
        double[] impulse = new double[13];
        impulse[6] = 1;
        Lifting.SPLINE_5_3.forward(impulse);

        assertThat(impulse[6]).isEqualTo(6 / 8.0); // low pass (-1, 2, 6, 2, -1) / 8
        assertThat(impulse[4]).isEqualTo(-1 / 8.0);
        assertThat(impulse[8]).isEqualTo(-1 / 8.0);
        assertThat(impulse[5]).isEqualTo(-0.5); // high pass (-1, 2, -1) / 2
        assertThat(impulse[7]).isEqualTo(-0.5);
    }
}
