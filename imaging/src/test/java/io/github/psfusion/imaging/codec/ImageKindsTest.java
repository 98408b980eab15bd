// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import static io.github.psfusion.imaging.codec.HandMade.bytes;
import static io.github.psfusion.imaging.codec.HandMade.floats;
import static io.github.psfusion.imaging.codec.HandMade.shorts;
import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.HandMade.Png;
import io.github.psfusion.imaging.codec.HandMade.Tiff;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Kinds of images that are read rightly, or refused by name. */
class ImageKindsTest {
    private static final DecodeLimits LIMITS = DecodeLimits.defaults();

    @TempDir
    private Path folder;

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("image"), content);
    }

    private DecodedImage read(byte[] content) throws IOException {
        return ImageFiles.read(file(content), LIMITS);
    }

    /** Returns the levels of an image, plane after plane. */
    private static int[] levels(DecodedImage decoded) {
        Image image = decoded.image();
        List<Plane> planes = image instanceof ColorImage color
                ? List.of(color.red(), color.green(), color.blue())
                : List.of(image.luminance());
        int[] levels = new int[planes.size() * image.width() * image.height()];
        int at = 0;
        for (Plane plane : planes) {
            for (float sample : plane.toArray()) {
                levels[at] = Math.round(sample * decoded.depth().max());
                assertThat(sample)
                        .isEqualTo(levels[at] / (float) decoded.depth().max());
                at++;
            }
        }
        return levels;
    }

    private static Arguments kind(String name, byte[] content, int bits, List<String> notes, int... levels) {
        return Arguments.of(name, content, BitDepth.ofBits(bits), notes, levels);
    }

    static Stream<Arguments> pngKinds() {
        List<String> none = List.of();
        List<String> alpha = List.of("alpha dropped");
        List<String> palette = List.of("palette expanded to RGB");
        byte[] colors = bytes(1, 2, 3, 4, 5, 6, 7, 8, 9);
        byte[] transparent = bytes(0, 1, 0, 2, 0, 3);
        return Stream.of(
                kind("gray 1", new Png(3, 1, 1, Png.GRAY).rows(bytes(0xA0)), 8, none, 255, 0, 255),
                kind("gray 2", new Png(4, 1, 2, Png.GRAY).rows(bytes(0x1B)), 8, none, 0, 85, 170, 255),
                kind("gray 4", new Png(2, 1, 4, Png.GRAY).rows(bytes(0x5C)), 8, none, 85, 204),
                kind("gray 8", new Png(1, 2, 8, Png.GRAY).rows(bytes(7), bytes(200)), 8, none, 7, 200),
                kind("gray 16", new Png(2, 1, 16, Png.GRAY).rows(shorts(BIG_ENDIAN, 7, 60000)), 16, none, 7, 60000),
                kind(
                        "gray 8, one transparent level",
                        new Png(2, 1, 8, Png.GRAY).chunk("tRNS", bytes(0, 7)).rows(bytes(7, 200)),
                        8,
                        alpha,
                        7,
                        200),
                kind("RGB 8", new Png(2, 1, 8, Png.RGB).rows(bytes(1, 2, 3, 4, 5, 6)), 8, none, 1, 4, 2, 5, 3, 6),
                kind(
                        "RGB 16, one transparent color",
                        new Png(1, 1, 16, Png.RGB).chunk("tRNS", transparent).rows(shorts(BIG_ENDIAN, 1, 2, 3)),
                        16,
                        alpha,
                        1,
                        2,
                        3),
                kind(
                        "RGB 16, a transparent color that no pixel has",
                        new Png(1, 1, 16, Png.RGB).chunk("tRNS", transparent).rows(shorts(BIG_ENDIAN, 1, 2, 50000)),
                        16,
                        none,
                        1,
                        2,
                        50000),
                kind("gray, alpha 8", new Png(2, 1, 8, Png.GRAY_ALPHA).rows(bytes(10, 0, 200, 9)), 8, alpha, 10, 200),
                kind(
                        "gray, alpha 16",
                        new Png(1, 1, 16, Png.GRAY_ALPHA).rows(shorts(BIG_ENDIAN, 60000, 3)),
                        16,
                        alpha,
                        60000),
                kind("RGB, alpha 8", new Png(1, 1, 8, Png.RGB_ALPHA).rows(bytes(10, 20, 30, 0)), 8, alpha, 10, 20, 30),
                kind(
                        "RGB, alpha 16",
                        new Png(1, 1, 16, Png.RGB_ALPHA).rows(shorts(BIG_ENDIAN, 1000, 2000, 60000, 0)),
                        16,
                        alpha,
                        1000,
                        2000,
                        60000),
                kind(
                        "palette 8",
                        new Png(2, 1, 8, Png.PALETTE).chunk("PLTE", colors).rows(bytes(2, 0)),
                        8,
                        palette,
                        7,
                        1,
                        8,
                        2,
                        9,
                        3),
                kind(
                        "palette 2",
                        new Png(2, 1, 2, Png.PALETTE).chunk("PLTE", colors).rows(bytes(0x80)),
                        8,
                        palette,
                        7,
                        1,
                        8,
                        2,
                        9,
                        3),
                kind(
                        "gray palette 1",
                        new Png(2, 1, 1, Png.PALETTE)
                                .chunk("PLTE", bytes(9, 9, 9, 60, 60, 60))
                                .rows(bytes(0x40)),
                        8,
                        none,
                        9,
                        60),
                kind(
                        "gray 8 with a gamma, which is not applied",
                        new Png(1, 1, 8, Png.GRAY)
                                .chunk("gAMA", bytes(0, 0, 0x40, 0))
                                .rows(bytes(100)),
                        8,
                        none,
                        100));
    }

    static Stream<Arguments> tiffKinds() {
        List<String> none = List.of();
        List<String> alpha = List.of("alpha dropped");
        int[] colors = new int[3 * 256];
        for (int i = 0; i < 256; i++) {
            colors[i] = 257 * i;
            colors[256 + i] = 257 * (255 - i);
            colors[512 + i] = 257 * 77;
        }
        return Stream.of(
                kind("gray 8", new Tiff(BIG_ENDIAN, 2, 1, 1, 8, bytes(7, 200)).bytes(), 8, none, 7, 200),
                kind("gray 16 II", tiff16(LITTLE_ENDIAN, 1, 7, 60000), 16, none, 7, 60000),
                kind("gray 16 MM", tiff16(BIG_ENDIAN, 1, 7, 60000), 16, none, 7, 60000),
                kind("RGB 16", tiff16(LITTLE_ENDIAN, 3, 7, 60000, 300), 16, none, 7, 60000, 300),
                kind(
                        "white is zero",
                        new Tiff(BIG_ENDIAN, 2, 1, 1, 8, bytes(7, 200))
                                .with(Tiff.PHOTOMETRIC, 0)
                                .bytes(),
                        8,
                        none,
                        248,
                        55),
                kind("gray 1", new Tiff(BIG_ENDIAN, 3, 1, 1, 1, bytes(0xA0)).bytes(), 8, none, 255, 0, 255),
                kind("gray 4", new Tiff(BIG_ENDIAN, 2, 1, 1, 4, bytes(0x5C)).bytes(), 8, none, 85, 204),
                kind(
                        "gray 12",
                        new Tiff(BIG_ENDIAN, 2, 1, 1, 12, bytes(0xFF, 0xF8, 0x01)).bytes(),
                        12,
                        none,
                        4095,
                        2049),
                kind(
                        "gray 16 with predictor",
                        new Tiff(LITTLE_ENDIAN, 2, 1, 1, 16, HandMade.deflated(shorts(LITTLE_ENDIAN, 7, 59993)))
                                .with(Tiff.COMPRESSION, 8)
                                .with(Tiff.PREDICTOR, 2)
                                .bytes(),
                        16,
                        none,
                        7,
                        60000),
                kind(
                        "gray, alpha",
                        new Tiff(BIG_ENDIAN, 2, 1, 2, 8, bytes(10, 0, 200, 128))
                                .with(Tiff.EXTRA_SAMPLES, 2)
                                .bytes(),
                        8,
                        alpha,
                        10,
                        200),
                kind(
                        "RGB, alpha",
                        new Tiff(BIG_ENDIAN, 1, 1, 4, 8, bytes(10, 20, 30, 0))
                                .with(Tiff.EXTRA_SAMPLES, 2)
                                .bytes(),
                        8,
                        alpha,
                        10,
                        20,
                        30),
                kind(
                        "palette",
                        new Tiff(BIG_ENDIAN, 1, 1, 1, 8, bytes(7))
                                .with(Tiff.PHOTOMETRIC, 3)
                                .with(Tiff.COLOR_MAP, colors)
                                .bytes(),
                        8,
                        List.of("palette expanded to RGB"),
                        7,
                        248,
                        77));
    }

    private static byte[] tiff16(ByteOrder order, int samples, int... levels) {
        return new Tiff(order, levels.length / samples, 1, samples, 16, shorts(order, levels)).bytes();
    }

    static Stream<Arguments> bmpKinds() {
        List<String> none = List.of();
        List<String> palette = List.of("palette expanded to RGB");
        int[] colors = {0x112233, 0x445566};
        int[] none4 = {};
        return Stream.of(
                kind("24", HandMade.bmp(1, 2, 24, none4, bytes(1, 2, 3, 0, 4, 5, 6, 0)), 8, none, 6, 3, 5, 2, 4, 1),
                kind(
                        "top down",
                        HandMade.bmp(1, -2, 24, none4, bytes(1, 2, 3, 0, 4, 5, 6, 0)),
                        8,
                        none,
                        3,
                        6,
                        2,
                        5,
                        1,
                        4),
                kind("32", HandMade.bmp(1, 1, 32, none4, bytes(1, 2, 3, 9)), 8, none, 3, 2, 1),
                kind("16", HandMade.bmp(1, 1, 16, none4, bytes(0x10, 0x7C, 0, 0)), 8, none, 255, 0, 132),
                kind("8", HandMade.bmp(1, 1, 8, colors, bytes(1, 0, 0, 0)), 8, palette, 0x44, 0x55, 0x66),
                kind("4", HandMade.bmp(1, 1, 4, colors, bytes(0x10, 0, 0, 0)), 8, palette, 0x44, 0x55, 0x66),
                kind("1", HandMade.bmp(1, 1, 1, colors, bytes(0x80, 0, 0, 0)), 8, palette, 0x44, 0x55, 0x66));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"pngKinds", "tiffKinds", "bmpKinds"})
    void samplesAreTheLevelsOfTheFile(String name, byte[] content, BitDepth depth, List<String> notes, int[] levels)
            throws IOException {
        DecodedImage decoded = read(content);
        assertThat(decoded.depth()).isEqualTo(depth);
        assertThat(decoded.notes()).extracting(ImageNote::text).isEqualTo(notes);
        assertThat(levels(decoded)).containsExactly(levels);
        assertThat(ImageFiles.depth(file(content), LIMITS)).isEqualTo(depth);
    }

    @Test
    void floatingPointSamplesAreTakenAsTheyAre() throws IOException {
        byte[] gray = new Tiff(LITTLE_ENDIAN, 3, 1, 1, 32, floats(LITTLE_ENDIAN, 0, 0.3f, 1))
                .with(Tiff.SAMPLE_FORMAT, 3)
                .bytes();
        assertThat(read(gray).image()).isEqualTo(Plane.of(3, 1, new float[] {0, 0.3f, 1}));
        assertThat(ImageFiles.depth(file(gray), LIMITS)).isEqualTo(BitDepth.BITS_16);
        byte[] color = new Tiff(BIG_ENDIAN, 1, 1, 3, 32, floats(BIG_ENDIAN, 0.1f, 0.2f, 0.3f))
                .with(Tiff.SAMPLE_FORMAT, 3, 3, 3)
                .bytes();
        assertThat(read(color).image())
                .isEqualTo(new ColorImage(
                        Plane.constant(1, 1, 0.1f), Plane.constant(1, 1, 0.2f), Plane.constant(1, 1, 0.3f)));
    }

    private static byte[] tiffOfFloat(float sample) {
        return new Tiff(BIG_ENDIAN, 1, 1, 1, 32, floats(BIG_ENDIAN, sample))
                .with(Tiff.SAMPLE_FORMAT, 3)
                .bytes();
    }

    static Stream<Arguments> refusedKinds() {
        return Stream.of(
                Arguments.of("not a number", tiffOfFloat(Float.NaN), "floating-point sample NaN"),
                Arguments.of("infinite", tiffOfFloat(Float.POSITIVE_INFINITY), "floating-point sample Infinity"),
                Arguments.of("above 1", tiffOfFloat(1.5f), "floating-point sample 1.5"),
                Arguments.of("below 0", tiffOfFloat(-0.5f), "floating-point sample -0.5"),
                Arguments.of(
                        "signed",
                        new Tiff(BIG_ENDIAN, 1, 1, 1, 16, bytes(1, 2))
                                .with(Tiff.SAMPLE_FORMAT, 2)
                                .bytes(),
                        "signed"),
                Arguments.of("32 bits", new Tiff(BIG_ENDIAN, 1, 1, 1, 32, bytes(1, 2, 3, 4)).bytes(), "32 bits"),
                Arguments.of(
                        "CMYK TIFF",
                        new Tiff(BIG_ENDIAN, 1, 1, 4, 8, bytes(1, 2, 3, 4))
                                .with(Tiff.PHOTOMETRIC, 5)
                                .bytes(),
                        "CMYK"),
                Arguments.of(
                        "Lab",
                        new Tiff(BIG_ENDIAN, 1, 1, 3, 8, bytes(1, 2, 3))
                                .with(Tiff.PHOTOMETRIC, 8)
                                .bytes(),
                        "L*a*b*"),
                Arguments.of(
                        "five channels", new Tiff(BIG_ENDIAN, 1, 1, 5, 8, bytes(1, 2, 3, 4, 5)).bytes(), "5 channels"),
                Arguments.of(
                        "pixel outside the palette",
                        new Png(1, 1, 8, Png.PALETTE)
                                .chunk("PLTE", bytes(1, 2, 3))
                                .rows(bytes(200)),
                        "the value 200"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedKinds")
    void whatIsNotSupportedIsRefusedByName(String name, byte[] content, String reason) throws IOException {
        Path file = file(content);
        assertThatThrownBy(() -> ImageFiles.read(file, LIMITS))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(reason)
                .hasMessageContaining("Convert it to PNG");
    }

    @Test
    void labelsKeepValuesBeyondTheirPalette() throws IOException {
        byte[] content =
                new Png(2, 1, 8, Png.PALETTE).chunk("PLTE", bytes(1, 2, 3)).rows(bytes(0, 255));
        assertThat(ImageFiles.readLabels(file(content), LIMITS).toArray()).containsExactly(0, 255);
    }

    @Test
    void labelsOfFewBitsAreNotStretched() throws IOException {
        byte[] content = new Png(4, 1, 2, Png.GRAY).rows(bytes(0x1B));
        assertThat(ImageFiles.readLabels(file(content), LIMITS).toArray()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void labelsOfSixteenBitsMustFitEight() throws IOException {
        byte[] small = new Png(1, 1, 16, Png.GRAY).rows(shorts(BIG_ENDIAN, 8));
        assertThat(ImageFiles.readLabels(file(small), LIMITS).at(0, 0)).isEqualTo(8);
        Path large = file(new Png(1, 1, 16, Png.GRAY).rows(shorts(BIG_ENDIAN, 300)));
        assertThatThrownBy(() -> ImageFiles.readLabels(large, LIMITS)).hasMessageContaining("the value 300 at (0, 0)");
    }

    /** The image 1 2 / 3 4 / 5 6, turned as each value of the tag asks for. */
    @ParameterizedTest
    @CsvSource({
        "1, 123456",
        "2, 214365",
        "3, 654321",
        "4, 563412",
        "5, 135246",
        "6, 531642",
        "7, 642531",
        "8, 246135",
        "9, 123456"
    })
    void orientationIsApplied(int orientation, String expected) throws IOException {
        int[] levels = expected.chars().map(c -> c - '0').toArray();
        int width = orientation >= 5 && orientation <= 8 ? 3 : 2;
        byte[] tiff = new Tiff(BIG_ENDIAN, 2, 3, 1, 8, bytes(1, 2, 3, 4, 5, 6))
                .with(Tiff.ORIENTATION, orientation)
                .bytes();
        byte[] png = new Png(2, 3, 8, Png.GRAY)
                .chunk("eXIf", HandMade.exif(orientation))
                .rows(bytes(1, 2), bytes(3, 4), bytes(5, 6));
        for (byte[] content : List.of(tiff, png)) {
            DecodedImage decoded = read(content);
            assertThat(decoded.image().width()).isEqualTo(width);
            assertThat(levels(decoded)).containsExactly(levels);
            assertThat(decoded.notes()).hasSize(orientation == 1 || orientation == 9 ? 0 : 1);
            assertThat(ImageFiles.size(file(content), LIMITS)).isEqualTo(new ImageSize(width, 6 / width));
            assertThat(ImageFiles.readLabels(file(content), LIMITS).toArray()).containsExactly(levels);
        }
    }

    @Test
    void orientationOfJpegIsApplied() throws IOException {
        float[] samples = new float[16 * 8]; // left half black, right half white
        for (int i = 0; i < samples.length; i++) {
            samples[i] = i % 16 < 8 ? 0 : 1;
        }
        byte[] jpeg =
                ImageFiles.encode(Plane.of(16, 8, samples), WriteOptions.png().withFormat(ImageFormat.JPEG));
        DecodedImage upright = read(HandMade.withOrientation(jpeg, 6));
        assertThat(upright.image().height()).isEqualTo(16);
        assertThat(upright.image().luminance().at(4, 3)).isLessThan(0.1f);
        assertThat(upright.image().luminance().at(4, 12)).isGreaterThan(0.9f);
        assertThat(ImageFiles.size(file(HandMade.withOrientation(jpeg, 6)), LIMITS))
                .isEqualTo(new ImageSize(8, 16));
    }

    @Test
    void damagedExifDataDoNotMakeAnImageUnreadable() throws IOException {
        byte[] content = new Png(1, 1, 8, Png.GRAY)
                .chunk("eXIf", bytes('M', 'M', 0, 42, 0x7F, 0, 0, 0))
                .rows(bytes(5));
        DecodedImage decoded = read(content);
        assertThat(levels(decoded)).containsExactly(5);
        assertThat(decoded.notes()).extracting(ImageNote::text).containsExactly("EXIF data unreadable: not turned");
    }

    @Test
    void cmykJpegIsConverted() throws IOException {
        WritableRaster inks = Raster.createInterleavedRaster(0, 16, 16, 4, null);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 16; x++) {
                inks.setPixel(x, y, new int[] {255, 0, 0, 255}); // no cyan, all magenta and yellow, no black
            }
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(inks, null, null), null);
        } finally {
            writer.dispose();
        }
        DecodedImage decoded = read(HandMade.withAdobeMarker(bytes.toByteArray()));
        assertThat(decoded.notes()).extracting(ImageNote::text).contains("CMYK converted to RGB");
        ColorImage color = (ColorImage) decoded.image();
        assertThat(color.red().at(5, 5)).isGreaterThan(color.green().at(5, 5) + 0.3f);
    }

    @Test
    void imagesOfOtherProgramsAreTakenAsTheyAre() {
        BufferedImage packed = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        packed.setRGB(0, 0, 0x0A141E);
        ColorImage image = (ColorImage) BufferedImages.of(packed);
        assertThat(image.green().at(0, 0)).isEqualTo(20 / 255f);
        BufferedImage back = BufferedImages.of(image, BitDepth.BITS_8);
        assertThat(back.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0x0A141E);
    }
}
