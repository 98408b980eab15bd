// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.Rounding;
import io.github.psfusion.testing.GoldenTensors;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColorRecompositionTest {
    /** A few roundings of float32 at values up to 2; the reference is in double. */
    private static final double TOLERANCE = 5e-7;

    private final GoldenTensors golden = GoldenTensors.resource(ColorRecompositionTest.class, "compose.safetensors");
    private final int height = (int) golden.shape("in.rgb")[2];
    private final int width = (int) golden.shape("in.rgb")[3];
    private final ColorImage visible = new ColorImage(plane("in.rgb", 0), plane("in.rgb", 1), plane("in.rgb", 2));
    private final Plane fused = plane("in.fused_luma", 0);

    private Plane plane(String name, int channel) {
        float[] samples = new float[height * width];
        System.arraycopy(golden.floats(name), channel * samples.length, samples, 0, samples.length);
        return Plane.wrap(width, height, samples);
    }

    @Test
    void luminanceAndChromaAgreeWithTheReference() {
        assertClose("y", 0, YCbCr.luminance(visible));
        assertClose("cr", 0, YCbCr.chroma(visible).cr());
        assertClose("cb", 0, YCbCr.chroma(visible).cb());
    }

    @Test
    void recomposedColorsAgreeWithTheReference() {
        ColorImage result = ColorRecomposition.recompose(fused, YCbCr.chroma(visible));
        assertClose("rgb", 0, result.red());
        assertClose("rgb", 1, result.green());
        assertClose("rgb", 2, result.blue());
    }

    @Test
    void levelsAgreeWithTheReferenceInBothRoundings() {
        ColorImage result = ColorRecomposition.recompose(fused, YCbCr.chroma(visible));
        assertLevels("rgb8_floor", Rounding.TRUNCATE, result);
        assertLevels("rgb8_round", Rounding.NEAREST, result);
    }

    private void assertClose(String name, int channel, Plane found) {
        double[] expected = golden.doubles(name);
        float[] samples = found.toArray();
        for (int i = 0; i < samples.length; i++) {
            assertThat((double) samples[i])
                    .as("%s, element %d", name, i)
                    .isCloseTo(expected[channel * samples.length + i], within(TOLERANCE));
        }
    }

    /** A level may differ by one only where the reference's own value lies on the border between two levels. */
    private void assertLevels(String name, Rounding rounding, ColorImage result) {
        double[] expected = golden.doubles(name);
        double[] exact = golden.doubles("rgb");
        double shift = rounding == Rounding.NEAREST ? 0.5 : 0;
        int at = 0;
        for (Plane plane : List.of(result.red(), result.green(), result.blue())) {
            for (float sample : plane.toArray()) {
                double scaled = 255 * exact[at] + shift;
                boolean onBorder = Math.abs(scaled - Math.rint(scaled)) < 255 * TOLERANCE;
                assertThat((double) rounding.level(sample, 255))
                        .as("%s, element %d", name, at)
                        .isCloseTo(expected[at], within(onBorder ? 1.0 : 0.0));
                at++;
            }
        }
    }

    @Test
    void grayStaysGray() {
        ColorImage gray = fused.toColor();
        ColorImage result = ColorRecomposition.recompose(fused, YCbCr.chroma(gray));
        for (int x = 0; x < width; x++) {
            int red = Rounding.NEAREST.level(result.red().at(x, 0), 255);
            assertThat(Rounding.NEAREST.level(result.green().at(x, 0), 255)).isEqualTo(red);
            assertThat(Rounding.NEAREST.level(result.blue().at(x, 0), 255)).isEqualTo(red);
        }
    }

    @Test
    void differentSizesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ColorRecomposition.recompose(Plane.constant(1, 1, 0), YCbCr.chroma(visible)));
    }
}
