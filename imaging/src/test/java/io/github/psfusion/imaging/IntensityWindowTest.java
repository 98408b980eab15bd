// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntensityWindowTest {
    private static final BitDepth BITS_16 = BitDepth.BITS_16;

    /** Levels {@code from}, {@code from + 1}, ... of 16 bits. */
    private static Plane slope(int from, int count) {
        float[] samples = new float[count];
        for (int i = 0; i < count; i++) {
            samples[i] = (from + i) / 65535f;
        }
        return Plane.wrap(count, 1, samples);
    }

    private static IntensityLevels levels(String range, BitDepth depth, Plane... planes) {
        IntensityStatistics statistics = IntensityWindow.parse(range).statistics();
        for (Plane plane : planes) {
            statistics.add(plane, depth);
        }
        return statistics.levels(depth);
    }

    @Test
    void automaticLeavesOutOneInAThousandAtEitherEndOfTheWholeBatch() {
        // 2000 levels, of which the two lowest and the two highest lie outside.
        assertThat(levels("auto", BITS_16, slope(7000, 1000), slope(8000, 1000)))
                .isEqualTo(new IntensityLevels(BITS_16, 7001, 8997));
    }

    @Test
    void automaticDoesNotTouchEightBits() {
        Plane plane = Plane.of(2, 1, new float[] {100 / 255f, 101 / 255f});
        IntensityLevels levels = levels("auto", BitDepth.BITS_8, plane);
        assertThat(levels.apply(plane)).isSameAs(plane);
        assertThat(IntensityWindow.parse("auto").dependsOnImages(BitDepth.BITS_8))
                .isFalse();
        assertThat(IntensityWindow.parse("auto").dependsOnImages(BITS_16)).isTrue();
    }

    @Test
    void minMaxSpansAllImages() {
        IntensityLevels levels = levels("min-max", BITS_16, slope(7000, 10), slope(9000, 11));
        assertThat(levels).isEqualTo(new IntensityLevels(BITS_16, 7000, 9010));
        assertThat(levels.apply(slope(7000, 1)).at(0, 0)).isZero();
        assertThat(levels.apply(slope(9010, 1)).at(0, 0)).isEqualTo(1);
        assertThat(levels.apply(slope(8005, 1)).at(0, 0)).isBetween(0.4999f, 0.5001f);
        assertThat(levels.apply(slope(100, 1)).at(0, 0)).isZero();
    }

    @Test
    void percentilesCountPixels() {
        assertThat(levels("percentiles:10,90", BITS_16, slope(100, 10)))
                .isEqualTo(new IntensityLevels(BITS_16, 100, 108));
        assertThat(levels("percentiles:0,100", BITS_16, slope(100, 10)))
                .isEqualTo(new IntensityLevels(BITS_16, 100, 109));
    }

    @Test
    void fixedLevelsNeedNoImages() {
        assertThat(levels("7000,9000", BITS_16)).isEqualTo(new IntensityLevels(BITS_16, 7000, 9000));
        assertThat(levels("50,9000", BitDepth.BITS_8)).isEqualTo(new IntensityLevels(BitDepth.BITS_8, 50, 255));
        assertThat(IntensityWindow.parse("7000,9000").dependsOnImages(BITS_16)).isFalse();
    }

    @Test
    void constantImagesBecomeBlackAndNeverNotANumber() {
        Plane plane = Plane.constant(3, 3, 500 / 65535f);
        assertThat(levels("min-max", BITS_16, plane).apply(plane)).isEqualTo(Plane.constant(3, 3, 0));
        assertThat(levels("auto", BITS_16)).isEqualTo(new IntensityLevels(BITS_16, 0, 65535));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Auto",
                "minmax",
                "percentiles:",
                "percentiles:5",
                "percentiles:99,1",
                "percentiles:1,101",
                "percentiles:-1,50",
                "9000,7000",
                "5,5",
                "1,70000",
                "1;2",
                "99999999999,1"
            })
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> IntensityWindow.parse(text));
    }

    @Test
    void grayOfThreeEqualChannelsIsThatChannelAtEveryLevel() {
        for (BitDepth depth : new BitDepth[] {BitDepth.BITS_8, BITS_16}) {
            float[] samples = new float[depth.max() + 1];
            for (int level = 0; level < samples.length; level++) {
                samples[level] = level / (float) depth.max();
            }
            Plane plane = Plane.wrap(samples.length, 1, samples);
            assertThat(InfraredGray.of(plane.toColor(), depth)).isEqualTo(plane);
            assertThat(InfraredGray.of(plane, depth)).isSameAs(plane);
        }
    }

    @Test
    void grayOfColorsIsRoundedInFixedPoint() {
        ColorImage red = new ColorImage(Plane.constant(1, 1, 1), Plane.constant(1, 1, 0), Plane.constant(1, 1, 0));
        assertThat(InfraredGray.of(red, BitDepth.BITS_8).at(0, 0)).isEqualTo(76 / 255f);
    }

    @Test
    void swappedPairsAreNoticedOnlyWhereColorTells() {
        Plane gray = Plane.constant(10, 10, 0.5f);
        ColorImage color = new ColorImage(gray, gray, Plane.constant(10, 10, 0.1f));
        assertThat(SourceChecks.looksSwapped(color, gray)).isTrue();
        assertThat(SourceChecks.looksSwapped(color, gray.toColor())).isTrue();
        assertThat(SourceChecks.looksSwapped(gray, color)).isFalse();
        assertThat(SourceChecks.looksSwapped(gray, gray)).isFalse();
        assertThat(SourceChecks.looksSwapped(color, color)).isFalse();
    }

    @Test
    void constantImagesAreNoticed() {
        assertThat(SourceChecks.isConstant(Plane.constant(4, 4, 0.3f))).isTrue();
        assertThat(SourceChecks.isConstant(slope(5, 2))).isFalse();
        Plane flat = Plane.constant(2, 1, 0.3f);
        assertThat(SourceChecks.isConstant(new ColorImage(flat, flat, Plane.constant(2, 1, 1))))
                .isTrue();
        assertThat(SourceChecks.isConstant(new ColorImage(flat, flat, slope(5, 2))))
                .isFalse();
    }
}
