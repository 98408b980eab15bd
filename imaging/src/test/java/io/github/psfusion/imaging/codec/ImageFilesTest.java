// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFilesTest {
    private static final DecodeLimits LIMITS = DecodeLimits.defaults();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"PNG, 8", "PNG, 16", "TIFF, 8", "TIFF, 16", "BMP, 8"})
    void losslessFormatsGiveBackTheSamplesExactly(ImageFormat format, int bits) throws IOException {
        BitDepth depth = BitDepth.ofBits(bits);
        Path file = folder.resolve("image");
        WriteOptions options = WriteOptions.png().withFormat(format).withDepth(depth);
        for (int[] size : new int[][] {{1, 1}, {1, 5}, {7, 3}, {40, 33}}) {
            Plane gray = TestImages.levels("gray", size[0], size[1], depth);
            ColorImage color = new ColorImage(
                    TestImages.levels("red", size[0], size[1], depth),
                    TestImages.levels("green", size[0], size[1], depth),
                    TestImages.levels("blue", size[0], size[1], depth));
            for (Image image : List.of(gray, color)) {
                ImageFiles.write(file, image, options);
                DecodedImage read = ImageFiles.read(file, LIMITS);
                assertThat(read).isEqualTo(new DecodedImage(image, depth, format, List.of()));
                assertThat(ImageFiles.size(file, LIMITS)).isEqualTo(new ImageSize(size[0], size[1]));
            }
        }
        assertThat(folder.toFile().list()).containsExactly("image");
    }

    @Test
    void jpegLosesLittle() throws IOException {
        Path file = folder.resolve("smooth.jpg");
        float[] slope = new float[64 * 48];
        for (int i = 0; i < slope.length; i++) {
            slope[i] = (i % 64 + i / 64) / 128f;
        }
        Plane plane = Plane.of(64, 48, slope);
        for (Image image : List.of(plane, plane.toColor())) {
            ImageFiles.write(file, image, WriteOptions.png().withFormat(ImageFormat.JPEG));
            DecodedImage read = ImageFiles.read(file, LIMITS);
            assertThat(read.format()).isEqualTo(ImageFormat.JPEG);
            assertThat(read.image().getClass()).isEqualTo(image.getClass());
            float[] found = read.image().luminance().toArray();
            for (int i = 0; i < slope.length; i++) {
                assertThat(Math.abs(found[i] - slope[i])).isLessThan(4 / 255f);
            }
        }
    }

    @Test
    void truncatingIsNeverAboveTheSample() throws IOException {
        Plane plane = Plane.of(3, 1, new float[] {0.999f, 0.501f, -3});
        Path file = folder.resolve("t.png");
        ImageFiles.write(file, plane, WriteOptions.png().withRounding(Rounding.TRUNCATE));
        assertThat(ImageFiles.read(file, LIMITS).image())
                .isEqualTo(Plane.of(3, 1, new float[] {254 / 255f, 127 / 255f, 0}));
    }

    @Test
    void labelsComeBackWithAnyColors() throws IOException {
        Path file = folder.resolve("labels.png");
        byte[] classes = new byte[256];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = (byte) i;
        }
        LabelMap labels = LabelMap.of(32, 8, classes);
        for (IndexColors colors :
                List.of(IndexColors.gray(), new IndexColors(List.of(0, 0xFF0000, 0xFF0000, 0x123456)))) {
            ImageFiles.writeLabels(file, labels, colors);
            assertThat(ImageFiles.readLabels(file, LIMITS)).isEqualTo(labels);
        }
        assertThat(((ColorImage) ImageFiles.read(file, LIMITS).image()).green().at(3, 0))
                .isEqualTo(0x34 / 255f);
    }

    @Test
    void grayLevelsAreClassesAndColorsAreNot() throws IOException {
        Path file = folder.resolve("labels.png");
        Plane plane = TestImages.levels("labels", 9, 4, BitDepth.BITS_8);
        ImageFiles.write(file, plane, WriteOptions.png());
        LabelMap labels = ImageFiles.readLabels(file, LIMITS);
        assertThat(labels.at(8, 3)).isEqualTo(Math.round(plane.at(8, 3) * 255));
        ImageFiles.write(file, plane.toColor(), WriteOptions.png());
        assertThat(ImageFiles.readLabels(file, LIMITS)).isEqualTo(labels);
        ImageFiles.write(file, new ColorImage(plane, plane, Plane.constant(9, 4, 0)), WriteOptions.png());
        assertThatThrownBy(() -> ImageFiles.readLabels(file, LIMITS))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("color image");
        ImageFiles.write(file, plane, WriteOptions.png().withFormat(ImageFormat.JPEG));
        assertThatThrownBy(() -> ImageFiles.readLabels(file, LIMITS)).hasMessageContaining("must not be a JPEG");
    }

    @Test
    void everyLevelOfSixteenBitsIsExact() throws IOException {
        float[] samples = new float[65536];
        for (int level = 0; level < samples.length; level++) {
            samples[level] = level / 65535f;
        }
        Plane plane = Plane.wrap(256, 256, samples);
        Path file = folder.resolve("all.tiff");
        ImageFiles.write(file, plane, new WriteOptions(ImageFormat.TIFF, BitDepth.BITS_16, Rounding.NEAREST));
        assertThat(ImageFiles.read(file, LIMITS).image()).isEqualTo(plane);
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void limitsAreCheckedFromTheHeader(ImageFormat format) throws IOException {
        Path file = folder.resolve("image");
        ImageFiles.write(file, Plane.constant(20, 10, 0.5f), WriteOptions.png().withFormat(format));
        assertThat(ImageFiles.read(file, LIMITS.withMaxPixels(200)).image().width())
                .isEqualTo(20);
        assertThatThrownBy(() -> ImageFiles.read(file, LIMITS.withMaxPixels(199)))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("20 x 10 pixels exceed the limit of 199")
                .hasMessageContaining("--max-pixels");
        assertThatThrownBy(() -> ImageFiles.size(file, LIMITS.withMaxPixels(199)))
                .isInstanceOf(ImageFormatException.class);
        assertThatThrownBy(() -> ImageFiles.read(file, LIMITS.withMaxBytes(Files.size(file) + 900)))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("memory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b.png", "-dash.JPG", "\u4e2d\u6587.tif", "x.TIFF", "y.bmp"})
    void formatsFollowTheName(String name) {
        assertThat(ImageFormat.ofName(folder.resolve(name))).isPresent();
    }

    @Test
    void unknownNamesHaveNoFormat() {
        assertThat(ImageFormat.ofName(Path.of("png"))).isEmpty();
        assertThat(ImageFormat.ofName(Path.of("image.gif"))).isEmpty();
        assertThat(ImageFormat.ofName(Path.of("/"))).isEmpty();
    }

    @Test
    void optionsThatNoFileCanHaveAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WriteOptions.png().withDepth(BitDepth.BITS_16).withFormat(ImageFormat.JPEG));
        assertThatIllegalArgumentException().isThrownBy(() -> WriteOptions.png().withDepth(BitDepth.BITS_12));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageFiles.encode(Plane.constant(1, 1, Float.NaN), WriteOptions.png()));
    }
}
