// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.imaging.Plane;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShiftEstimateTest {
    /** A scene of boxes with random brightness, moved to the right and down, with noise. */
    private static Plane scene(int width, int height, int dx, int dy, long brightness) {
        Random places = new Random(1);
        Random levels = new Random(brightness);
        float[] samples = new float[width * height];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = 0.5f + 0.02f * levels.nextFloat();
        }
        for (int box = 0; box < 40; box++) {
            int left = places.nextInt(width) + dx;
            int top = places.nextInt(height) + dy;
            int right = left + 5 + places.nextInt(width / 6);
            int bottom = top + 5 + places.nextInt(height / 6);
            float level = levels.nextFloat();
            for (int y = Math.max(top, 0); y < Math.min(bottom, height); y++) {
                for (int x = Math.max(left, 0); x < Math.min(right, width); x++) {
                    samples[y * width + x] = level + 0.02f * levels.nextFloat();
                }
            }
        }
        return Plane.wrap(width, height, samples);
    }

    @ParameterizedTest
    @CsvSource({"300, 200, 10, -4", "300, 200, -3, 12", "640, 480, 12, 8", "640, 480, 0, -10", "1280, 960, -8, 8"})
    void findsTheShiftOfScenesWithOtherBrightness(int width, int height, int dx, int dy) {
        ShiftEstimate estimate = ShiftEstimate.between(scene(width, height, 0, 0, 5), scene(width, height, dx, dy, 6));
        assertThat(estimate.dx()).isCloseTo(dx, within(estimate.step()));
        assertThat(estimate.dy()).isCloseTo(dy, within(estimate.step()));
        assertThat(estimate.looksMisaligned()).isTrue();
    }

    @Test
    void registeredScenesAndSmallShiftsAreNotWarnedOf() {
        Plane infrared = scene(640, 480, 0, 0, 5);
        assertThat(ShiftEstimate.between(infrared, scene(640, 480, 0, 0, 6)).distance())
                .isZero();
        assertThat(ShiftEstimate.between(infrared, scene(640, 480, 3, -2, 6)).looksMisaligned())
                .isFalse();
    }

    @Test
    void unrelatedConstantAndTinyImagesAreNotWarnedOf() {
        Plane scene = scene(320, 240, 0, 0, 5);
        float[] noise = new float[320 * 240];
        Random random = new Random(3);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextFloat();
        }
        assertThat(ShiftEstimate.between(scene, Plane.wrap(320, 240, noise)).looksMisaligned())
                .isFalse();
        ShiftEstimate constant = ShiftEstimate.between(scene, Plane.constant(320, 240, 0.5f));
        assertThat(constant.confidence()).isZero();
        assertThat(constant.distance()).isZero();
        assertThat(ShiftEstimate.between(Plane.constant(1, 1, 0), Plane.constant(1, 1, 0))
                        .confidence())
                .isZero();
        assertThat(ShiftEstimate.between(Plane.constant(20000, 64, 0), Plane.constant(20000, 64, 0))
                        .confidence())
                .isZero();
    }

    @Test
    void differentSizesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShiftEstimate.between(Plane.constant(4, 3, 0), Plane.constant(3, 4, 0)));
    }
}
