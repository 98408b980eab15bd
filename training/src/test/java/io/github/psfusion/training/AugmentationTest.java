// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.training.Augmentation.Flip;
import io.github.psfusion.training.Augmentation.Rotation;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AugmentationTest {
    /** The image 0 1 2 / 3 4 5, of which each rotation is written out. */
    @ParameterizedTest
    @CsvSource({
        "NONE,    NONE,           3, 2, 012345",
        "NONE,    QUARTER,        2, 3, 251403", // transposed 03/14/25, then the rows reversed
        "NONE,    HALF,           3, 2, 543210",
        "NONE,    THREE_QUARTERS, 2, 3, 304152", // rows reversed 345/012, then transposed
        "ROWS,    NONE,           3, 2, 345012",
        "COLUMNS, NONE,           3, 2, 210543",
        "COLUMNS, QUARTER,        2, 3, 031425",
        "ROWS,    THREE_QUARTERS, 2, 3, 031425",
    })
    void rotationsFollowTheFlips(Flip flip, Rotation rotation, int width, int height, String expected) {
        int[] sources = new Augmentation(flip, rotation, 0, 0, width, height).sources(3, 2);
        assertThat(Arrays.stream(sources).mapToObj(Integer::toString).reduce("", String::concat))
                .isEqualTo(expected);
    }

    @Test
    void cropTakesAWindowOfTheTurnedImage() {
        assertThat(new Augmentation(Flip.NONE, Rotation.NONE, 1, 1, 2, 1).sources(3, 2))
                .containsExactly(4, 5);
        assertThat(new Augmentation(Flip.NONE, Rotation.QUARTER, 1, 0, 1, 2).sources(3, 2))
                .containsExactly(5, 4);
    }

    @Test
    void smallImagesAreContinuedByReflection() {
        assertThat(Augmentation.none(5, 1).sources(2, 1)).containsExactly(0, 1, 1, 0, 0);
        assertThat(Augmentation.none(2, 2).sources(1, 1)).containsExactly(0, 0, 0, 0);
    }

    @Test
    void flipsTurnsAndPositionsAreEquallyFrequent() {
        SplittableRandom random = new SplittableRandom(7);
        Map<Flip, Integer> flips = new EnumMap<>(Flip.class);
        Map<Rotation, Integer> rotations = new EnumMap<>(Rotation.class);
        int[] lefts = new int[4];
        int draws = 12_000;
        for (int i = 0; i < draws; i++) {
            Augmentation drawn = Augmentation.draw(random, Augmentation.Policy.ALL, 5, 5, 2, 2);
            flips.merge(drawn.flip(), 1, Integer::sum);
            rotations.merge(drawn.rotation(), 1, Integer::sum);
            lefts[drawn.left()]++;
        }
        // Five standard deviations of a binomial distribution.
        assertThat(flips.values()).allSatisfy(count -> assertThat(count).isBetween(4000 - 260, 4000 + 260));
        assertThat(rotations.values()).allSatisfy(count -> assertThat(count).isBetween(3000 - 240, 3000 + 240));
        for (int count : lefts) {
            assertThat(count).isBetween(3000 - 240, 3000 + 240);
        }
    }

    @Test
    void cropOfATurnedImageStaysInside() {
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 500; i++) {
            Augmentation drawn = Augmentation.draw(random, Augmentation.Policy.ALL, 7, 4, 4, 4);
            int[] sources = drawn.sources(7, 4);
            assertThat(Arrays.stream(sources).distinct().count())
                    .as("%s", drawn)
                    .isEqualTo(16);
            assertThat(Arrays.stream(sources).allMatch(source -> source >= 0 && source < 28))
                    .isTrue();
        }
    }

    @Test
    void mirroredImagesStayUpright() {
        SplittableRandom random = new SplittableRandom(9);
        int mirrored = 0;
        for (int i = 0; i < 1000; i++) {
            Augmentation drawn = Augmentation.draw(random, Augmentation.Policy.MIRROR, 5, 5, 2, 2);
            assertThat(drawn.rotation()).isEqualTo(Rotation.NONE);
            assertThat(drawn.flip()).isNotEqualTo(Flip.ROWS);
            mirrored += drawn.flip() == Flip.COLUMNS ? 1 : 0;
        }
        assertThat(mirrored).isBetween(500 - 80, 500 + 80);
    }
}
