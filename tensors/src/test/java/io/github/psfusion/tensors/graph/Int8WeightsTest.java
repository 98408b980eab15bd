// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Int8WeightsTest {
    @Test
    void numbersAreRoundedAsMathDoes() {
        SplittableRandom random = new SplittableRandom(1);
        for (int half = -254; half <= 254; half++) {
            float tie = half / 2f;
            for (float number : new float[] {tie, Math.nextUp(tie), Math.nextDown(tie)}) {
                assertThat(Int8Weights.nearest(number)).as("%s", number).isEqualTo((byte) Math.round(number));
            }
            float any = (float) random.nextDouble(-127.4, 127.4);
            assertThat(Int8Weights.nearest(any)).as("%s", any).isEqualTo((byte) Math.round(any));
        }
    }
}
