// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Percentiles of levels: the lowest level such that at least this share of all pixels lies at or below it. */
class IntensityStatisticsTest {
    /** Ten pixels of the levels 10, 20, ..., 100. */
    private static final float[] TEN = new float[10];

    static {
        for (int i = 0; i < TEN.length; i++) {
            TEN[i] = (10 + 10 * i) / 255f;
        }
    }

    /** Of ten pixels, 15 % are one and a half: two pixels must lie at or below the level, not one. */
    @ParameterizedTest
    @CsvSource({
        "0, 100, 10, 100",
        "15, 85, 20, 90",
        "1, 99, 10, 100",
        "11, 89.9, 20, 90",
        "10, 90, 10, 90",
        "20.001, 79.999, 30, 80",
        "49, 51, 50, 60"
    })
    void partsOfAPixelCountAsAPixel(double low, double high, int black, int white) {
        IntensityStatistics statistics = new IntensityStatistics(new IntensityWindow.Percentiles(low, high));
        statistics.add(Plane.of(10, 1, TEN), BitDepth.BITS_8);
        assertThat(statistics.levels(BitDepth.BITS_8)).isEqualTo(new IntensityLevels(BitDepth.BITS_8, black, white));
    }

    /** 99.9 % of 2000 pixels are 1998, whatever the rounding of binary fractions. */
    @Test
    void wholeNumbersOfPixelsAreNotRoundedUp() {
        float[] samples = new float[2000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (20_000 + i) / 65_535f;
        }
        IntensityStatistics statistics = new IntensityStatistics(IntensityWindow.parse("auto"));
        statistics.add(Plane.of(100, 20, samples), BitDepth.BITS_16);
        assertThat(statistics.levels(BitDepth.BITS_16))
                .isEqualTo(new IntensityLevels(BitDepth.BITS_16, 20_001, 21_997));
    }
}
