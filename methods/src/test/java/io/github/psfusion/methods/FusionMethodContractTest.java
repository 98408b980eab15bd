// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every method that needs no file, whatever it computes. */
class FusionMethodContractTest {
    private static final List<int[]> SIZES = List.of(
            new int[] {1, 1}, new int[] {1, 9}, new int[] {7, 1}, new int[] {2, 3}, new int[] {5, 5}, new int[] {33, 20
            });

    static Stream<String> methods() {
        return Stream.concat(
                FusionMethods.all().stream()
                        .map(FusionMethodProvider::key)
                        .filter(key -> !key.equals(ImagesInFolder.KEY)),
                Stream.of(
                        "gtf:minimum:gap=0.05",
                        "wavelet:wavelet=9-7:levels=2",
                        "wavelet:wavelet=haar",
                        "anisotropic:neighbors=8"));
    }

    private static FusionMethod open(String text) throws MethodOptionException, IOException {
        FusionMethods.Request request = FusionMethods.parse(text);
        return request.provider().open(request.options());
    }

    private static Plane random(long seed, int width, int height) {
        Random random = new Random(seed);
        float[] samples = new float[width * height];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = random.nextInt(256) / 255f;
        }
        return Plane.wrap(width, height, samples);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void takesAnySizeAndGivesFiniteSamplesOfTheSame(String text) throws MethodOptionException, IOException {
        try (FusionMethod method = open(text)) {
            for (int[] size : SIZES) {
                Plane infrared = random(1, size[0], size[1]);
                Plane visible = random(2, size[0], size[1]);

                Plane fused = method.fuseLuminance(new ImagePair("pair", infrared, visible));

                assertThat(List.of(fused.width(), fused.height())).containsExactly(size[0], size[1]);
                for (float sample : fused.toArray()) {
                    assertThat(sample).isBetween(0f, 1f);
                }
                assertThat(infrared).as("not changed").isEqualTo(random(1, size[0], size[1]));
                assertThat(visible).as("not changed").isEqualTo(random(2, size[0], size[1]));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void equalImagesGiveThemselves(String text) throws MethodOptionException, IOException {
        Plane image = random(3, 21, 18);
        try (FusionMethod method = open(text)) {
            float[] fused =
                    method.fuseLuminance(new ImagePair("pair", image, image)).toArray();
            for (int i = 0; i < fused.length; i++) {
                assertThat(Math.abs(fused[i] - image.toArray()[i]))
                        .as("pixel " + i)
                        .isLessThan(1e-5f);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void severalThreadsGetTheSameImage(String text) throws MethodOptionException, IOException {
        ImagePair pair = new ImagePair("pair", random(4, 30, 22), random(5, 30, 22));
        try (FusionMethod method = open(text)) {
            Plane alone = method.fuseLuminance(pair);
            List<CompletableFuture<Plane>> others = Stream.generate(() -> CompletableFuture.supplyAsync(() -> {
                        try {
                            return method.fuseLuminance(pair);
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    }))
                    .limit(4)
                    .toList();
            assertThat(others).extracting(CompletableFuture::join).containsOnly(alone);
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void colorsAreThoseOfTheVisibleImage(String text) throws MethodOptionException, IOException {
        Plane infrared = random(6, 12, 10);
        ColorImage visible = new ColorImage(random(7, 12, 10), random(8, 12, 10), random(9, 12, 10));
        try (FusionMethod method = open(text)) {
            Image color = method.fuse(new ImagePair("pair", infrared, visible));
            Image gray = method.fuse(new ImagePair("pair", infrared, visible.luminance()));

            assertThat(color).isInstanceOf(ColorImage.class);
            assertThat(gray).isEqualTo(method.fuseLuminance(new ImagePair("pair", infrared, visible)));
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void unknownOptionsAreRefusedWithTheKnownOnes(String text) {
        String name = text.split(":", -1)[0];
        assertThatThrownBy(() -> open(name + ":color=blue"))
                .isInstanceOf(MethodOptionException.class)
                .hasMessageContaining("there is no option color");
    }

    @ParameterizedTest
    @MethodSource("methods")
    void tellsItsSettings(String text) throws MethodOptionException, IOException {
        try (FusionMethod method = open(text)) {
            assertThat(method.description().key()).isEqualTo(text);
            assertThat(method.description().settings()).isInstanceOf(Map.class);
            assertThat(method.description().name()).isNotBlank();
        }
    }
}
