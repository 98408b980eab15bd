// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.HandMade.GrayImage;
import io.github.psfusion.imaging.codec.HandMade.Png;
import io.github.psfusion.imaging.codec.HandMade.Tiff;
import io.github.psfusion.testing.Fuzz;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sound files, changed at random: reading gives an image or an {@link ImageFormatException}, within the default limits. */
class MutationTest {
    private static final int COUNT = 200;

    @TempDir
    private Path folder;

    private static List<byte[]> samples(String format) throws IOException {
        Plane gray = TestImages.levels("mutation", 40, 33, BitDepth.BITS_8);
        WriteOptions png = WriteOptions.png();
        return switch (format) {
            case "PNG" ->
                List.of(
                        ImageFiles.encode(gray, png),
                        ImageFiles.encode(gray.toColor(), png),
                        ImageFiles.encode(gray, png.withDepth(BitDepth.BITS_16)),
                        new Png(3, 1, 8, Png.PALETTE)
                                .chunk("PLTE", HandMade.bytes(1, 2, 3, 4, 5, 6))
                                .chunk("eXIf", HandMade.exif(8))
                                .rows(HandMade.bytes(0, 1, 1)));
            case "JPEG" -> {
                byte[] jpeg = ImageFiles.encode(gray, png.withFormat(ImageFormat.JPEG));
                int[] levels = new int[300];
                Arrays.setAll(levels, i -> i * 211 % 4096);
                yield List.of(
                        jpeg,
                        ImageFiles.encode(gray.toColor(), png.withFormat(ImageFormat.JPEG)),
                        HandMade.withOrientation(jpeg, 6),
                        written("jpeg", gray.toColor(), ImageWriteParam.MODE_DEFAULT, null),
                        HandMade.losslessJpeg(20, 15, 12, levels));
            }
            case "TIFF" -> {
                List<byte[]> tiffs = new ArrayList<>();
                for (String compression : List.of("None", "LZW", "Deflate", "PackBits", "JPEG")) {
                    tiffs.add(written("tiff", gray.toColor(), ImageWriteParam.MODE_DISABLED, compression));
                }
                List<GrayImage> pages = List.of(new GrayImage(6, 5, 1, -1, 9), new GrayImage(12, 10, 0, 0, 7));
                tiffs.add(HandMade.directories(ByteOrder.BIG_ENDIAN, false, pages));
                tiffs.add(HandMade.directories(ByteOrder.LITTLE_ENDIAN, true, pages));
                tiffs.add(new Tiff(ByteOrder.BIG_ENDIAN, 2, 2, 1, 32, new byte[16])
                        .with(Tiff.SAMPLE_FORMAT, 3)
                        .bytes());
                tiffs.add(new Tiff(ByteOrder.LITTLE_ENDIAN, 16, 16, 1, 8, new byte[256])
                        .with(322, 16)
                        .with(323, 16)
                        .with(324, 8)
                        .with(325, 256)
                        .bytes());
                yield tiffs;
            }
            default -> {
                byte[] runs = HandMade.bmp(
                        8, 2, 8, new int[] {1, 2}, HandMade.bytes(8, 1, 0, 0, 4, 0, 0, 4, 1, 1, 1, 0, 0, 1));
                runs[30] = 1; // RLE8
                yield List.of(
                        ImageFiles.encode(gray.toColor(), png.withFormat(ImageFormat.BMP)),
                        runs,
                        HandMade.bmp(2, 1, 4, new int[] {1, 2}, HandMade.bytes(0x10, 0, 0, 0)),
                        HandMade.bmp(2, 1, 16, new int[0], HandMade.bytes(1, 2, 3, 4)),
                        HandMade.bmp(2, 1, 32, new int[0], HandMade.bytes(1, 2, 3, 4, 5, 6, 7, 8)));
            }
        };
    }

    /** Writes an image by ImageIO; of TIFF, with this compression. */
    private static byte[] written(String format, Image image, int progressive, @Nullable String compression)
            throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (compression == null) {
                parameters.setProgressiveMode(progressive);
            } else {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionType(compression);
            }
            writer.setOutput(out);
            BufferedImage buffered = BufferedImages.of(image, BitDepth.BITS_8);
            writer.write(null, new IIOImage(buffered, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PNG", "JPEG", "TIFF", "BMP"})
    void changedFilesGiveAnImageOrADocumentedException(String format) throws IOException {
        Path file = folder.resolve("mutated");
        Fuzz.of(format, COUNT, samples(format).toArray(byte[][]::new)).run(bytes -> {
            Files.write(file, bytes);
            try {
                ImageSize size =
                        ImageFiles.header(file, DecodeLimits.defaults()).size();
                assertThat(ImageFiles.read(file, DecodeLimits.defaults())
                                .image()
                                .width())
                        .isEqualTo(size.width());
            } catch (ImageFormatException e) {
                assertThat(e).hasMessageStartingWith(file.toString());
            }
        });
    }

    @Test
    void changedLabelsGiveAMapOrADocumentedException() throws IOException {
        Path file = folder.resolve("mutated.png");
        ImageFiles.writeLabels(file, LabelMap.of(20, 9, new byte[20 * 9]), IndexColors.gray());
        List<byte[]> maps = new ArrayList<>(samples("PNG"));
        maps.add(Files.readAllBytes(file));
        maps.addAll(samples("TIFF"));
        Fuzz.of("labels", COUNT, maps.toArray(byte[][]::new)).run(bytes -> {
            Files.write(file, bytes);
            try {
                assertThat(ImageFiles.readLabels(file, DecodeLimits.defaults()).width())
                        .isPositive();
            } catch (ImageFormatException e) {
                assertThat(e).hasMessageStartingWith(file.toString());
            }
        });
    }
}
