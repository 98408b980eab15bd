// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.testing.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class PaddingTest {
    @Test
    void reflectionRepeatsTheEdgeAndGoesOnToAndFro() {
        assertThat(Padding.reflectedIndices(3, 8)).containsExactly(0, 1, 2, 2, 1, 0, 0, 1);
        assertThat(Padding.reflectedIndices(1, 4)).containsExactly(0, 0, 0, 0);
        assertThat(Padding.reflectedIndices(5, 5)).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void sizesThatFitAreNotTouched() {
        Plane plane = Plane.constant(64, 32, 0.25f);
        assertThat(Padding.toMultipleOf(plane, 32)).isSameAs(plane);
        assertThat(Padding.crop(plane, 64, 32)).isSameAs(plane);
        assertThat(Padding.paddedSize(64, 32)).isEqualTo(64);
        assertThat(Padding.paddedSize(65, 32)).isEqualTo(96);
    }

    @ParameterizedTest
    @Seeds(50)
    void cropUndoesPaddingAndEveryPaddedPixelIsTheReflectedOne(long seed) {
        Random random = new Random(seed);
        int width = 1 + random.nextInt(1 + (int) seed);
        int height = 1 + random.nextInt(1 + (int) seed);
        int multiple = 1 + random.nextInt(40);
        float[] samples = new float[width * height];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = random.nextFloat();
        }
        Plane plane = Plane.wrap(width, height, samples);
        ColorImage image = new ColorImage(plane, Plane.constant(width, height, 0.5f), plane);

        Plane padded = Padding.toMultipleOf(plane, multiple);

        assertThat(padded.width() % multiple).isZero();
        assertThat(padded.height() % multiple).isZero();
        assertThat(padded.width()).isBetween(width, width + multiple - 1);
        for (int y = 0; y < padded.height(); y++) {
            for (int x = 0; x < padded.width(); x++) {
                assertThat(padded.at(x, y)).isEqualTo(plane.at(reflected(x, width), reflected(y, height)));
            }
        }
        assertThat(Padding.crop(padded, width, height)).isEqualTo(plane);
        assertThat(Padding.crop(Padding.toMultipleOf(image, multiple), width, height))
                .isEqualTo(image);
    }

    /** Walks there step by step, turning round at either edge. */
    private static int reflected(int index, int size) {
        int at = 0;
        int step = 1;
        for (int i = 0; i < index; i++) {
            if (at + step < 0 || at + step >= size) {
                step = -step; // the edge pixel is read twice
            } else {
                at += step;
            }
        }
        return at;
    }

    @Test
    void impossibleCropsAreRefused() {
        Plane plane = Plane.constant(4, 3, 0);
        assertThatIllegalArgumentException().isThrownBy(() -> Padding.crop(plane, 5, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> Padding.crop(plane, 4, 0));
    }
}
