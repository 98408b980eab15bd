// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BlurTest {
    @Test
    void aConstantImageStaysConstant() {
        float[] plane = new float[9 * 4];
        Arrays.fill(plane, 0.25f);

        assertThat(Blur.wide(plane, 9, 4, 20)).containsOnly(0.25f);
        assertThat(Blur.slight(plane, 9, 4, 0.2f)).containsOnly(0.25f);
    }

    @Test
    void aPointSpreadsEvenlyAndKeepsItsLight() {
        int side = 31;
        float[] plane = new float[side * side];
        plane[side * side / 2] = 1;

        float[] spread = Blur.wide(plane, side, side, 2);

        double sum = 0;
        for (int i = 0; i < spread.length; i++) {
            sum += spread[i];
            assertThat(spread[i]).isCloseTo(spread[spread.length - 1 - i], within(1e-7f));
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
    }
}
