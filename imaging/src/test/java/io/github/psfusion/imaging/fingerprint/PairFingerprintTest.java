// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.imaging.geometry.Resampling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairFingerprintTest {
    @TempDir
    private Path folder;

    /** Returns an image of 8-bit levels with bright and dark parts, and noise. */
    private static Plane scene(long seed, int width, int height) {
        Random random = new Random(seed);
        float[][] blocks = new float[4][4];
        for (float[] row : blocks) {
            for (int i = 0; i < row.length; i++) {
                row[i] = 20 + random.nextInt(200);
            }
        }
        float[] samples = new float[width * height];
        for (int i = 0; i < samples.length; i++) {
            int x = i % width;
            int y = i / width;
            samples[i] = Math.round(blocks[y * 4 / height][x * 4 / width] + random.nextInt(30)) / 255f;
        }
        return Plane.wrap(width, height, samples);
    }

    private static PairFingerprint of(Image infrared, Image visible) {
        return PairFingerprint.of(infrared, visible);
    }

    private Image stored(Image image, WriteOptions options, String name) throws IOException {
        Path file = folder.resolve(name);
        ImageFiles.write(file, image, options);
        return ImageFiles.read(file, DecodeLimits.defaults()).image();
    }

    @Test
    void aPairStoredAnewWithoutLossHasTheSameDigest() throws IOException {
        Plane infrared = scene(1, 64, 48);
        ColorImage visible = new ColorImage(scene(2, 64, 48), scene(3, 64, 48), scene(4, 64, 48));
        PairFingerprint expected = of(infrared, visible);
        for (ImageFormat format : List.of(ImageFormat.PNG, ImageFormat.TIFF, ImageFormat.BMP)) {
            WriteOptions options = WriteOptions.png().withFormat(format);
            assertThat(of(stored(infrared, options, "i." + format), stored(visible, options, "v." + format)))
                    .as(format.name())
                    .isEqualTo(expected);
        }
        Image deep = stored(infrared, WriteOptions.png().withDepth(BitDepth.BITS_16), "deep.png");
        assertThat(of(deep, visible).digest()).as("16 bits").isEqualTo(expected.digest());
        assertThat(of(infrared.toColor(), visible).digest())
                .as("gray as three planes")
                .isEqualTo(expected.digest());
    }

    @Test
    void aPairCompressedOrResizedIsTheSamePair() throws IOException {
        Plane infrared = scene(1, 160, 120);
        Plane visible = scene(2, 160, 120);
        PairFingerprint fingerprint = of(infrared, visible);
        WriteOptions jpeg = WriteOptions.png().withFormat(ImageFormat.JPEG);

        PairFingerprint compressed = of(stored(infrared, jpeg, "i.jpg"), stored(visible, jpeg, "v.jpg"));
        PairFingerprint resized = of(Resampling.bicubic(infrared, 80, 60), Resampling.bicubic(visible, 80, 60));

        assertThat(compressed.digest()).isNotEqualTo(fingerprint.digest());
        assertThat(compressed.isSamePair(fingerprint)).isTrue();
        assertThat(fingerprint.isSamePair(resized)).isTrue();
    }

    @Test
    void otherPairsAreOtherPairs() {
        List<PairFingerprint> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            all.add(of(scene(2L * i, 64, 48), scene(2L * i + 1, 64, 48)));
        }
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(all.get(i).isSamePair(all.get(j))).as(i + ", " + j).isFalse();
            }
        }
        Plane infrared = scene(1, 64, 48);
        Plane visible = scene(2, 64, 48);
        assertThat(of(infrared, visible).isSamePair(of(visible, infrared)))
                .as("swapped")
                .isFalse();
        assertThat(of(infrared, visible).isSamePair(of(infrared, scene(3, 64, 48))))
                .as("another visible image")
                .isFalse();
    }

    @Test
    void evenImagesAreTheSameOnlyLevelByLevel() {
        Plane gray = Plane.constant(16, 16, 100 / 255f);
        Plane almost = Plane.constant(16, 16, 101 / 255f);

        assertThat(of(gray, gray).isSamePair(of(gray, gray))).isTrue();
        assertThat(of(gray, gray).isSamePair(of(almost, gray))).isFalse();
    }

    @Test
    void imagesOfFewPixelsHaveFingerprints() {
        for (int width = 1; width < 6; width++) {
            for (int height = 1; height < 6; height++) {
                PairFingerprint fingerprint = of(scene(1, width, height), scene(2, width, height));
                assertThat(PairFingerprint.parse(fingerprint.text())).isEqualTo(fingerprint);
            }
        }
        assertThat(of(Plane.constant(1, 4, 0.5f), Plane.constant(1, 4, 0.5f)).digest())
                .as("the size counts")
                .isNotEqualTo(of(Plane.constant(4, 1, 0.5f), Plane.constant(4, 1, 0.5f))
                        .digest());
    }

    @Test
    void otherTextsAreRefused() {
        for (String text : List.of("", "00", "g".repeat(80), "0".repeat(79), "0".repeat(81), "A".repeat(80))) {
            assertThatThrownBy(() -> PairFingerprint.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("hexadecimal");
        }
    }
}
