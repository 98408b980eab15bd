// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.codec.ImageSize;
import org.junit.jupiter.api.Test;

class SizeAdviceTest {
    private static String advice(int width, int height, int otherWidth, int otherHeight) {
        return SizeAdvice.of(new ImageSize(width, height), new ImageSize(otherWidth, otherHeight), false);
    }

    @Test
    void resizingIsAdvisedOnlyWhereItHelps() {
        assertThat(advice(640, 480, 1280, 960)).contains("prepare --resize");
        assertThat(advice(640, 512, 1280, 1023)).contains("prepare --resize");
        assertThat(advice(640, 512, 1920, 1080))
                .contains("aspect ratios differ (1.25, 1.78)", "psfusion align")
                .doesNotContain("prepare");
        assertThat(advice(640, 480, 480, 640)).contains("lies on its side").doesNotContain("prepare");
    }
}
