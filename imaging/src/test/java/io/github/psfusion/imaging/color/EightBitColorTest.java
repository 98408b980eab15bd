// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Plane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EightBitColorTest {
    private static final int STEP = 5;

    private static Plane plane(int... levels) {
        float[] samples = new float[levels.length];
        for (int i = 0; i < levels.length; i++) {
            samples[i] = levels[i] / 255f;
        }
        return Plane.wrap(levels.length, 1, samples);
    }

    @ParameterizedTest
    @EnumSource
    void grayOfThreeEqualChannelsIsTheirLevel(GrayConversion conversion) {
        for (int level = 0; level <= EightBit.MAX; level++) {
            assertThat(conversion.level(level, level, level)).isEqualTo(level);
        }
        Plane gray = plane(0, 100, 255);
        assertThat(conversion.of(gray)).isSameAs(gray);
        assertThat(conversion.of(gray.toColor())).isEqualTo(gray);
    }

    @Test
    void primariesHaveTheLevelsOfOpenCv() {
        ColorImage primaries = new ColorImage(plane(255, 0, 0), plane(0, 255, 0), plane(0, 0, 255));
        assertThat(GrayConversion.OPENCV.of(primaries)).isEqualTo(plane(76, 150, 29));
        assertThat(GrayConversion.LIBPNG.of(primaries)).isEqualTo(plane(76, 149, 29));
    }

    @Test
    void conversionsDifferByOneLevelAtMost() {
        for (int r = 0; r <= EightBit.MAX; r += STEP) {
            for (int g = 0; g <= EightBit.MAX; g += STEP) {
                for (int b = 0; b <= EightBit.MAX; b += STEP) {
                    int exact = (int) Math.round(0.299 * r + 0.587 * g + 0.114 * b);
                    for (GrayConversion conversion : GrayConversion.values()) {
                        assertThat(Math.abs(conversion.level(r, g, b) - exact)).isLessThanOrEqualTo(1);
                    }
                }
            }
        }
    }

    @Test
    void itsOwnLuminanceGivesAnImageBack() {
        for (int r = 0; r <= EightBit.MAX; r += STEP) {
            for (int g = 0; g <= EightBit.MAX; g += STEP) {
                ColorImage color = new ColorImage(plane(r), plane(g), plane(255 - r));
                ColorImage again = OpenCvColor.recompose(GrayConversion.OPENCV_LUMA.of(color), color);
                for (float difference : new float[] {
                    again.red().at(0, 0) - color.red().at(0, 0),
                    again.green().at(0, 0) - color.green().at(0, 0),
                    again.blue().at(0, 0) - color.blue().at(0, 0)
                }) {
                    assertThat(Math.abs(difference)).isLessThan(2.5f / 255);
                }
            }
        }
    }

    @Test
    void grayImagesStayGrayAndSizesMustAgree() {
        Plane fused = plane(0, 7, 255);
        assertThat(OpenCvColor.recompose(fused, plane(3, 200, 90).toColor())).isEqualTo(fused.toColor());
        assertThatThrownBy(() -> OpenCvColor.recompose(fused, plane(1).toColor()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("different sizes");
    }

    @Test
    void samplesAreTruncatedOrRoundedAndClipped() {
        Plane samples = Plane.of(4, 1, new float[] {-1, 1.99f / 255, 254.6f / 255, 7});
        assertThat(EightBit.truncated(samples)).isEqualTo(plane(0, 1, 254, 255));
        assertThat(EightBit.nearest(254.6f / 255)).isEqualTo(255);
        assertThat(EightBit.nearest(-3)).isZero();
    }
}
