// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rectangles of known brightness on a background with noise. */
class SaliencyMaskTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 120;
    private static final float BACKGROUND = 0.2f;

    private final float[] samples = new float[WIDTH * HEIGHT];

    SaliencyMaskTest() {
        Random random = new Random(7);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = BACKGROUND + 0.01f * (float) random.nextGaussian();
        }
    }

    private void fill(int left, int top, int width, int height, float brightness) {
        for (int y = top; y < top + height; y++) {
            Arrays.fill(samples, y * WIDTH + left, y * WIDTH + left + width, brightness);
        }
    }

    private LabelMap mask() {
        return SaliencyMask.of(Plane.of(WIDTH, HEIGHT, samples));
    }

    /** The 3 x 3 mean may move an outline by one pixel, and does not more. */
    @Test
    void warmPersonIsFoundWithItsOutline() {
        fill(70, 60, 10, 24, 0.9f);
        LabelMap mask = mask();
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean inside = x >= 71 && x < 79 && y >= 61 && y < 83;
                boolean outside = x < 69 || x >= 81 || y < 59 || y >= 85;
                if (inside || outside) {
                    assertThat(mask.at(x, y)).as(x + ", " + y).isEqualTo(inside ? 1 : 0);
                }
            }
        }
    }

    @Test
    void eachOfSeveralTargetsIsFound() {
        fill(20, 50, 8, 20, 0.9f);
        fill(100, 80, 20, 16, 0.8f);
        LabelMap mask = mask();
        assertThat(mask.at(24, 60)).isEqualTo(1);
        assertThat(mask.at(110, 88)).isEqualTo(1);
        assertThat(mask.at(60, 70)).isZero();
    }

    private void assertNothingIn(String scene) {
        assertThat(mask().toArray()).as(scene).containsOnly(0);
    }

    @Test
    void noiseAloneIsNoTarget() {
        assertNothingIn("noise");
        Arrays.fill(samples, 1);
        assertNothingIn("constant");
    }

    @Test
    void weakContrastIsNoTarget() {
        fill(70, 60, 10, 24, BACKGROUND + 0.1f);
        assertNothingIn("weak");
    }

    @Test
    void coldObjectIsNoTarget() {
        Arrays.fill(samples, 0.8f);
        fill(70, 60, 10, 24, 0.1f);
        assertNothingIn("cold");
    }

    @Test
    void spotOfAFewPixelsIsNoTarget() {
        fill(70, 60, 1, 1, 1);
        assertNothingIn("spot");
    }

    @Test
    void flatAndTallRegionsAreNoTargets() {
        fill(20, 60, 60, 6, 0.9f);
        assertNothingIn("curb");
        fill(20, 60, 60, 6, BACKGROUND);
        fill(90, 30, 5, 70, 0.9f);
        assertNothingIn("pole");
    }

    @Test
    void regionOfThinLinesIsNoTarget() {
        for (int k = 0; k < 30; k++) {
            fill(60 + k, 50 + k, 4, 2, 0.9f);
        }
        assertNothingIn("diagonal");
    }

    @Test
    void largeRegionIsNoTarget() {
        fill(40, 40, 60, 50, 0.9f);
        assertNothingIn("wall");
    }

    @Test
    void skyIsNoTarget() {
        fill(70, 5, 10, 12, 0.9f);
        assertNothingIn("lamp in the upper fifth");
        fill(70, 5, 10, 12, BACKGROUND);
        fill(70, 0, 24, 60, 0.9f);
        assertNothingIn("at the upper border");
    }

    @Test
    void smallestImagesAreRead() {
        for (int side = 1; side <= 5; side++) {
            assertThat(SaliencyMask.of(Plane.constant(side, 1, 0.5f)).toArray()).containsOnly(0);
            assertThat(SaliencyMask.of(Plane.constant(1, side, 0.5f)).toArray()).containsOnly(0);
        }
    }
}
