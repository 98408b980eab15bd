// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import static io.github.psfusion.imaging.codec.HandMade.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.HandMade.Png;
import io.github.psfusion.imaging.codec.HandMade.Tiff;
import io.github.psfusion.testing.Seeds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes of a file, reading ends in an image or an error that names the file. */
class BadFilesTest {
    private static final DecodeLimits LIMITS = DecodeLimits.defaults();
    /** So that a changed size does not fill a gigabyte with zeros before it is found wrong. */
    private static final DecodeLimits SMALL = LIMITS.withMaxBytes(1 << 24);

    @TempDir
    private Path folder;

    private void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> ImageFiles.read(file, LIMITS))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(reason)
                .hasMessageContaining("\n"); // what to do
    }

    private static final List<byte[]> SAMPLES = samples();

    private static List<byte[]> samples() {
        Plane gray = TestImages.levels("gray", 20, 17, BitDepth.BITS_8);
        List<byte[]> samples = new ArrayList<>();
        for (ImageFormat format : ImageFormat.values()) {
            WriteOptions options = WriteOptions.png().withFormat(format);
            samples.add(ImageFiles.encode(gray, options));
            samples.add(ImageFiles.encode(gray.toColor(), options));
            if (format.maxBits() == 16) {
                samples.add(ImageFiles.encode(gray, options.withDepth(BitDepth.BITS_16)));
            }
        }
        samples.add(HandMade.withOrientation(
                ImageFiles.encode(gray, WriteOptions.png().withFormat(ImageFormat.JPEG)), 6));
        samples.add(new Tiff(ByteOrder.BIG_ENDIAN, 2, 2, 1, 32, new byte[16])
                .with(Tiff.SAMPLE_FORMAT, 3)
                .with(Tiff.ORIENTATION, 3)
                .bytes());
        samples.add(new Png(3, 1, 8, Png.PALETTE)
                .chunk("PLTE", bytes(1, 2, 3, 4, 5, 6))
                .chunk("eXIf", HandMade.exif(8))
                .rows(bytes(0, 1, 1)));
        samples.add(HandMade.bmp(2, 1, 4, new int[] {1, 2}, bytes(0x10, 0, 0, 0)));
        return samples;
    }

    @Test
    void emptyFilesTextAndFoldersAreRefused() throws IOException {
        assertRefused(Files.createFile(folder.resolve("empty.png")), "the file is empty");
        Path text = folder.resolve("text.png");
        assertRefused(Files.write(text, "no image".getBytes(StandardCharsets.UTF_8)), "its content is");
        assertRefused(Files.write(text, bytes('B')), "its content is");
        assertRefused(folder, "a folder");
        Path missing = folder.resolve("missing.png");
        assertThatThrownBy(() -> ImageFiles.read(missing, LIMITS)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aWrongExtensionDoesNotMatter() throws IOException {
        Path file = folder.resolve("really-a-bmp.png");
        ImageFiles.write(file, Plane.constant(2, 2, 1), WriteOptions.png().withFormat(ImageFormat.BMP));
        assertThat(ImageFiles.read(file, LIMITS).format()).isEqualTo(ImageFormat.BMP);
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void imagesCutShortAreRefusedAtEveryLength(ImageFormat format) throws IOException {
        Plane plane = TestImages.levels("cut", 9, 7, BitDepth.BITS_8);
        Path file = folder.resolve("cut");
        for (var image : List.of(plane, plane.toColor())) {
            byte[] whole = ImageFiles.encode(image, WriteOptions.png().withFormat(format));
            // All pixels come before what ends a file: the last chunk of a PNG, the last marker of a JPEG, and the mark
            // of
            // up to twelve bits that ends the strip of a compressed TIFF.
            int end = switch (format) {
                case PNG -> whole.length - 12;
                case JPEG, TIFF -> whole.length - 2;
                case BMP -> whole.length;
            };
            for (int length = 0; length < end; length += 1 + length / 50) {
                Files.write(file, Arrays.copyOf(whole, length));
                assertRefused(file, "");
            }
        }
    }

    private static byte[] hugeJpeg() {
        byte[] jpeg =
                ImageFiles.encode(Plane.constant(8, 8, 0), WriteOptions.png().withFormat(ImageFormat.JPEG));
        for (int i = 2; i < jpeg.length; i++) {
            if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xC0) {
                ByteBuffer.wrap(jpeg).putInt(i + 5, 0xFFFFFFFF); // height and width
                break;
            }
        }
        return jpeg;
    }

    static Stream<Arguments> hugeImages() {
        return Stream.of(
                Arguments.of("PNG", new Png(100_000, 100_000, 8, Png.RGB).rows()),
                Arguments.of("PNG of extreme size", new Png(Integer.MAX_VALUE, Integer.MAX_VALUE, 16, 6).rows()),
                Arguments.of("BMP", HandMade.bmp(100_000, 100_000, 24, new int[0], new byte[8])),
                Arguments.of("TIFF", new Tiff(ByteOrder.LITTLE_ENDIAN, 100_000, 100_000, 1, 8, new byte[8]).bytes()),
                Arguments.of("JPEG", hugeJpeg()),
                Arguments.of(
                        "tile of a TIFF",
                        new Tiff(ByteOrder.LITTLE_ENDIAN, 8, 8, 1, 8, new byte[8])
                                .with(322, 0x7FFFFFFF)
                                .with(323, 0x7FFFFFFF)
                                .bytes()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hugeImages")
    void hugeImagesAreRefusedFromTheHeader(String name, byte[] content) throws IOException {
        assertRefused(Files.write(folder.resolve("huge"), content), "exceed the limit of 178,956,970");
    }

    @Test
    void imagesThatDoNotFitIntoMemoryAreRefusedFromTheHeader() throws IOException {
        byte[][] rows = new byte[500][500 * 8];
        Path file = Files.write(folder.resolve("large"), new Png(500, 500, 16, Png.RGB_ALPHA).rows(rows));
        assertThatThrownBy(() -> ImageFiles.read(file, LIMITS.withMaxBytes(1 << 20)))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("MB of memory")
                .hasMessageContaining("-Xmx");
    }

    @Test
    void extremeSizesAreGoodInput() throws IOException {
        for (int[] size : new int[][] {{1, 1}, {1, 500}, {17, 4000}, {20_000, 2}}) {
            Path file = folder.resolve("long.png");
            Plane plane = TestImages.levels("long", size[0], size[1], BitDepth.BITS_8);
            ImageFiles.write(file, plane, WriteOptions.png());
            assertThat(ImageFiles.read(file, LIMITS).image()).isEqualTo(plane);
        }
    }

    @Test
    void aWrongCheckSumOfPngIsNoticed() throws IOException {
        byte[] png = new Png(4, 1, 8, Png.GRAY).rows(bytes(1, 2, 3, 4));
        for (int i = ImageFormat.SIGNATURE_LENGTH; i < png.length; i++) {
            byte[] changed = png.clone();
            changed[i] ^= 0x10;
            Path file = Files.write(folder.resolve("changed.png"), changed);
            if (i < png.length - 12) {
                assertRefused(file, "");
            } else { // the chunk that ends the file: all pixels come before it
                try {
                    assertThat(ImageFiles.read(file, LIMITS).notes())
                            .extracting(ImageNote::kind)
                            .containsExactly(ImageNote.Kind.DAMAGE);
                } catch (ImageFormatException e) {
                    assertThat(e).hasMessageContaining("wrong check sum");
                }
            }
        }
    }

    /** Sound files with some bytes changed, most of them where headers and tables lie. */
    @ParameterizedTest
    @Seeds(25)
    void changedBytesGiveAnImageOrAnError(long seed) throws IOException {
        Random random = new Random(seed);
        Path file = folder.resolve("changed");
        for (byte[] sample : SAMPLES) {
            byte[] changed = sample.clone();
            int zone = random.nextBoolean() ? changed.length : Math.min(changed.length, 150);
            boolean fromEnd = random.nextInt(3) == 0;
            for (int i = 0; i <= random.nextInt(4); i++) {
                int at = random.nextInt(zone);
                changed[fromEnd ? changed.length - 1 - at : at] =
                        (byte) (random.nextBoolean() ? random.nextInt() : 0xFF - random.nextInt(2) * 0x80);
            }
            Files.write(file, changed);
            try {
                assertThat(ImageFiles.read(file, SMALL).image().width()).isPositive();
            } catch (ImageFormatException e) {
                assertThat(e).hasMessageStartingWith(file.toString());
            }
        }
    }

    /** A signature, then anything. */
    @ParameterizedTest
    @Seeds(20)
    void randomBytesGiveAnImageOrAnError(long seed) throws IOException {
        Random random = new Random(seed);
        Path file = folder.resolve("random");
        for (byte[] sample : SAMPLES) {
            byte[] noise = new byte[random.nextInt(400) + 10];
            random.nextBytes(noise);
            int kept = Math.min(random.nextInt(60), noise.length);
            System.arraycopy(sample, 0, noise, 0, Math.min(kept, sample.length));
            Files.write(file, noise);
            try {
                assertThat(ImageFiles.readLabels(file, SMALL).width()).isPositive();
            } catch (ImageFormatException e) {
                assertThat(e).hasMessageStartingWith(file.toString());
            }
        }
    }
}
