// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.testing.Seeds;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class LabelDerivationTest {
    private static final byte X = (byte) LabelMap.IGNORED;

    private static LabelMap map(int width, int... classes) {
        byte[] bytes = new byte[classes.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) classes[i];
        }
        return LabelMap.of(width, classes.length / width, bytes);
    }

    @Test
    void binaryIsOneOnObjects() {
        assertThat(LabelDerivation.binary(map(5, 0, 1, 8, 254, X))).isEqualTo(map(5, 0, 1, 1, 1, 0));
    }

    @Test
    void boundaryLiesOnBothSidesOfAContour() {
        assertThat(LabelDerivation.boundary(map(6, 0, 0, 0, 2, 2, 2), 1)).isEqualTo(map(6, 0, 0, 1, 1, 0, 0));
        assertThat(LabelDerivation.boundary(map(6, 0, 0, 0, 2, 2, 2), 2)).isEqualTo(map(6, 0, 1, 1, 1, 1, 0));
    }

    @Test
    void diagonalNeighborsMakeABoundary() {
        assertThat(LabelDerivation.boundary(map(3, 4, 0, 0, 0, 0, 0, 0, 0, 0), 1))
                .isEqualTo(map(3, 1, 1, 0, 1, 1, 0, 0, 0, 0));
    }

    @Test
    void ignoredPixelsMakeNoBoundary() {
        assertThat(LabelDerivation.boundary(map(5, 0, 0, X, 2, 2), 1)).isEqualTo(map(5, 0, 0, 0, 0, 0));
    }

    @Test
    void maskIsOneOnTheChosenClasses() {
        LabelMap label = map(5, 0, 1, 2, 3, X);

        assertThat(LabelDerivation.mask(label, LabelDerivation.WARM_CLASSES)).isEqualTo(map(5, 0, 1, 1, 0, 0));
        assertThat(LabelDerivation.mask(label, Set.of(0, 255))).isEqualTo(map(5, 1, 0, 0, 0, 0));
        assertThat(LabelDerivation.mask(label, Set.of())).isEqualTo(map(5, 0, 0, 0, 0, 0));
    }

    @Test
    void imageHoldsZeroAndOne() {
        assertThat(LabelDerivation.image(map(2, 0, 1))).isEqualTo(Plane.of(2, 1, new float[] {0, 1}));
        assertThatThrownBy(() -> LabelDerivation.image(map(1, 2))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void radiusIsChecked() {
        assertThatThrownBy(() -> LabelDerivation.boundary(map(1, 0), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @Seeds(30)
    void boundaryAgreesWithTheRuleReadLiterally(long seed) {
        Random random = new Random(seed);
        int width = random.nextInt(1, 12);
        int height = random.nextInt(1, 12);
        int radius = random.nextInt(1, 4);
        int[] classes = new int[width * height];
        Arrays.setAll(classes, i -> random.nextInt(10) == 0 ? X : random.nextInt(3));
        LabelMap label = map(width, classes);

        LabelMap boundary = LabelDerivation.boundary(label, radius);

        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean differs = false;
                for (int j = 0; j < height; j++) {
                    for (int i = 0; i < width; i++) {
                        differs |= Math.max(Math.abs(i - x), Math.abs(j - y)) <= radius
                                && label.at(x, y) != 255
                                && label.at(i, j) != 255
                                && label.at(i, j) != label.at(x, y);
                    }
                }
                assertThat(boundary.at(x, y)).as("%d, %d", x, y).isEqualTo(differs ? 1 : 0);
            }
        }
    }
}
