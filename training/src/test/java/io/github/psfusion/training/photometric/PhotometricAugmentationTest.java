// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.photometric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Plane;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PhotometricAugmentationTest {
    private static final int DRAWS = 4000;

    private static List<PhotometricAugmentation> draws(String settings) {
        List<PhotometricAugmentation> draws = new ArrayList<>();
        for (int i = 0; i < DRAWS; i++) {
            draws.add(
                    PhotometricAugmentation.draw(new SplittableRandom(1000 + i), PhotometricSettings.parse(settings)));
        }
        return draws;
    }

    private static <T> List<T> of(
            List<PhotometricAugmentation> draws,
            Function<PhotometricAugmentation, List<PhotometricChange>> place,
            Class<T> kind) {
        return draws.stream()
                .flatMap(draw -> place.apply(draw).stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static void assertShare(List<?> changes, double probability) {
        double tolerance = 4 * Math.sqrt(probability * (1 - probability) / DRAWS);
        assertThat(changes.size() / (double) DRAWS).isBetween(probability - tolerance, probability + tolerance);
    }

    @Test
    void changesOccurAsOftenAsTheirProbabilitiesSay() {
        List<PhotometricAugmentation> draws =
                draws("gamma=0.5,gain=0.25,gray=0.2,invert=0.1,blur=0.3,noise=0.4,jpeg=0.15");
        assertShare(of(draws, PhotometricAugmentation::visible, Gamma.class), 0.5);
        assertShare(of(draws, PhotometricAugmentation::infrared, Gamma.class), 0.5);
        assertShare(
                draws.stream()
                        .filter(draw -> draw.visible().stream().anyMatch(Gamma.class::isInstance)
                                && draw.infrared().stream().anyMatch(Gamma.class::isInstance))
                        .toList(),
                0.25); // independent of each other
        assertShare(of(draws, PhotometricAugmentation::visible, GainOffset.class), 0.25);
        assertShare(of(draws, PhotometricAugmentation::infrared, GainOffset.class), 0.25);
        assertShare(of(draws, PhotometricAugmentation::visible, Grayscale.class), 0.2);
        assertShare(of(draws, PhotometricAugmentation::infrared, Inversion.class), 0.1);
        assertShare(of(draws, PhotometricAugmentation::visible, GaussianBlur.class), 0.15);
        assertShare(of(draws, PhotometricAugmentation::infrared, GaussianBlur.class), 0.15);
        assertShare(of(draws, PhotometricAugmentation::visibleInput, SensorNoise.class), 0.4);
        assertShare(of(draws, PhotometricAugmentation::infraredInput, SensorNoise.class), 0.4);
        assertShare(of(draws, PhotometricAugmentation::visibleInput, JpegCompression.class), 0.15);
        assertShare(of(draws, PhotometricAugmentation::infraredInput, JpegCompression.class), 0.15);
        assertThat(of(draws, PhotometricAugmentation::infrared, Grayscale.class))
                .isEmpty();
        assertThat(of(draws, PhotometricAugmentation::visible, Inversion.class)).isEmpty();
    }

    @Test
    void parametersLieInTheirRangesAndFillThem() {
        List<PhotometricAugmentation> draws = draws("gamma=1,gain=1,blur=1,noise=1,jpeg=1");
        assertRange(
                of(draws, PhotometricAugmentation::visible, Gamma.class),
                gamma -> Math.log(gamma.exponent()),
                -0.6932,
                0.6932);
        assertRange(of(draws, PhotometricAugmentation::infrared, GainOffset.class), GainOffset::gain, 0.6, 1.6);
        assertRange(of(draws, PhotometricAugmentation::infrared, GainOffset.class), GainOffset::offset, -0.25, 0.25);
        assertRange(of(draws, PhotometricAugmentation::infrared, GaussianBlur.class), GaussianBlur::sigma, 0.5, 1.5);
        assertRange(of(draws, PhotometricAugmentation::visibleInput, SensorNoise.class), SensorNoise::sigma, 0, 0.03);
        assertRange(
                of(draws, PhotometricAugmentation::infraredInput, SensorNoise.class), SensorNoise::banding, 0, 0.015);
        assertRange(
                of(draws, PhotometricAugmentation::visibleInput, JpegCompression.class),
                jpeg -> (double) jpeg.quality(),
                30,
                90);
        assertThat(of(draws, PhotometricAugmentation::visibleInput, SensorNoise.class))
                .allSatisfy(noise -> assertThat(noise.banding()).isZero());
    }

    /** The extremes of some thousand uniform draws lie within two hundredths of the range. */
    private static <T> void assertRange(List<T> changes, Function<T, Double> parameter, double low, double high) {
        List<Double> values = changes.stream().map(parameter).sorted().toList();
        double margin = 0.02 * (high - low);
        assertThat(values.get(0)).isBetween(low, low + margin);
        assertThat(values.get(values.size() - 1)).isBetween(high - margin, high);
        assertThat(values.get(values.size() / 2))
                .isBetween((low + high) / 2 - 3 * margin, (low + high) / 2 + 3 * margin);
    }

    @Test
    void otherKindsDoNotChangeWhatIsDrawn() {
        List<PhotometricAugmentation> alone = draws("noise=0.5");
        List<PhotometricAugmentation> among = draws("gamma=1,gain=0.3,gray=0.2,invert=0.5,blur=1,noise=0.5,jpeg=0.5");
        assertThat(of(among, PhotometricAugmentation::infraredInput, SensorNoise.class))
                .isEqualTo(of(alone, PhotometricAugmentation::infraredInput, SensorNoise.class));
        assertThat(draws("none")).containsOnly(PhotometricAugmentation.NONE);
    }

    @Test
    void appearanceChangesBothAndDegradationTheInputAlone() {
        Plane infrared = Plane.of(2, 1, new float[] {0.25f, 0.5f});
        ColorImage visible = infrared.toColor();
        var augmentation = new PhotometricAugmentation(
                List.of(new Gamma(2), new Inversion()),
                List.of(new Gamma(0.5)),
                List.of(new Inversion()),
                List.of(new Gamma(2)));
        PhotometricPair pair = augmentation.apply(visible, infrared, false);
        assertThat(pair.visible().green().toArray()).containsExactly(0.9375f, 0.75f);
        assertThat(pair.visibleInput().green().toArray()).containsExactly(0.0625f, 0.25f);
        assertThat(pair.infrared().toArray()).containsExactly(0.5f, (float) Math.sqrt(0.5));
        assertThat(pair.infraredInput().at(0, 0)).isEqualTo(0.25f);
        assertThat(augmentation.degradesInput()).isTrue();
        assertThat(PhotometricAugmentation.NONE.degradesInput()).isFalse();
        assertThat(PhotometricAugmentation.NONE.apply(visible, infrared, false))
                .isEqualTo(new PhotometricPair(visible, infrared, visible, infrared));
    }

    @Test
    void targetsStayBright() {
        Plane infrared = Plane.of(2, 1, new float[] {0.25f, 1});
        var augmentation =
                new PhotometricAugmentation(List.of(), List.of(new Inversion(), new Gamma(0.5)), List.of(), List.of());
        assertThat(augmentation
                        .apply(infrared.toColor(), infrared, true)
                        .infrared()
                        .toArray())
                .containsExactly(0.5f, 1);
        assertThat(augmentation
                        .apply(infrared.toColor(), infrared, false)
                        .infrared()
                        .at(1, 0))
                .isZero();
    }
}
