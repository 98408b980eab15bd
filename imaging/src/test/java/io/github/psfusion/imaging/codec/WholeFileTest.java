// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import static io.github.psfusion.imaging.codec.HandMade.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.HandMade.GrayImage;
import io.github.psfusion.imaging.codec.HandMade.Png;
import io.github.psfusion.imaging.codec.HandMade.Tiff;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file states besides its pixels: which image it is, its depth, harmless damage, and what is not supported. */
class WholeFileTest {
    private static final DecodeLimits LIMITS = DecodeLimits.defaults();
    private static final Plane LEVELS = TestImages.levels("whole", 48, 40, BitDepth.BITS_8);

    @TempDir
    private Path folder;

    private DecodedImage read(byte[] content) throws IOException {
        return ImageFiles.read(Files.write(folder.resolve("image"), content), LIMITS);
    }

    private ImageHeader header(byte[] content) throws IOException {
        return ImageFiles.header(Files.write(folder.resolve("image"), content), LIMITS);
    }

    private void assertRefused(byte[] content, String problem) throws IOException {
        Path file = Files.write(folder.resolve("image"), content);
        assertThatThrownBy(() -> ImageFiles.read(file, LIMITS))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining(problem);
    }

    private static byte[] jpeg() {
        return ImageFiles.encode(LEVELS, WriteOptions.png().withFormat(ImageFormat.JPEG));
    }

    private static byte[] progressive() throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(out);
            BufferedImage image = BufferedImages.of(LEVELS, BitDepth.BITS_8);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static int find(byte[] file, int marker, int from) {
        for (int i = from; i + 1 < file.length; i++) {
            if ((file[i] & 0xFF) == 0xFF && (file[i + 1] & 0xFF) == marker) {
                return i;
            }
        }
        throw new AssertionError("no marker " + Integer.toHexString(marker));
    }

    private static List<ImageNote.Kind> kinds(DecodedImage image) {
        return image.notes().stream().map(ImageNote::kind).toList();
    }

    static Stream<Arguments> containers() {
        GrayImage full = new GrayImage(12, 10, -1, -1, 200);
        GrayImage marked = new GrayImage(12, 10, 0, -1, 200);
        GrayImage thumbnail = new GrayImage(6, 5, 1, -1, 9);
        GrayImage plain = new GrayImage(6, 5, -1, -1, 9);
        GrayImage mask = new GrayImage(24, 20, 4, -1, 9);
        GrayImage page = new GrayImage(12, 10, 2, -1, 200);
        ImageNote.Kind several = ImageNote.Kind.SEVERAL_IMAGES;
        return Stream.of(
                Arguments.of("thumbnail first", List.of(thumbnail, full), List.of()),
                Arguments.of(
                        "full image in a sub-directory",
                        List.of(thumbnail, new GrayImage(12, 10, 0, 0, 200)),
                        List.of()),
                Arguments.of(
                        "unmarked thumbnail with the full image in a sub-directory",
                        List.of(plain, new GrayImage(12, 10, -1, 0, 200)),
                        List.of(several)),
                Arguments.of("unmarked thumbnail first", List.of(plain, full), List.of(several)),
                Arguments.of("pyramid, largest first", List.of(marked, thumbnail, thumbnail), List.of()),
                Arguments.of("pyramid of sub-directories", List.of(marked, new GrayImage(6, 5, 1, 0, 9)), List.of()),
                Arguments.of("mask before the image", List.of(mask, full), List.of()),
                Arguments.of("pages", List.of(page, new GrayImage(12, 10, 2, -1, 9)), List.of(several)),
                Arguments.of(
                        "one image that is marked as reduced",
                        List.of(new GrayImage(12, 10, 1, -1, 200)),
                        List.of(ImageNote.Kind.REDUCED)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("containers")
    void theFullImageOfAContainerIsRead(String name, List<GrayImage> images, List<ImageNote.Kind> kinds)
            throws IOException {
        for (boolean big : new boolean[] {false, true}) {
            for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                byte[] tiff = HandMade.directories(order, big, images);
                DecodedImage decoded = read(tiff);
                assertThat(decoded.image()).isEqualTo(Plane.constant(12, 10, 200 / 255f));
                assertThat(kinds(decoded)).isEqualTo(kinds);
                assertThat(header(tiff).size()).isEqualTo(new ImageSize(12, 10));
                assertThat(header(tiff).notes()).isEqualTo(decoded.notes());
            }
        }
    }

    @Test
    void aDirectoryThatRefersToItselfEnds() throws IOException {
        byte[] tiff = HandMade.directories(
                ByteOrder.LITTLE_ENDIAN,
                false,
                List.of(new GrayImage(2, 2, -1, -1, 7), new GrayImage(2, 2, -1, -1, 9)));
        int second = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
        ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN).putInt(tiff.length - 4, second);
        assertThat(kinds(read(tiff))).containsExactly(ImageNote.Kind.SEVERAL_IMAGES);
    }

    @Test
    void stacksOfImageJAreNoticed() throws IOException {
        byte[] description = "ImageJ=1.54\nimages=7\nslices=7\0".getBytes(StandardCharsets.ISO_8859_1);
        int[] values = new int[description.length];
        byte[] strip = Arrays.copyOf(description, 100);
        byte[] tiff = new Tiff(ByteOrder.BIG_ENDIAN, 10, 10, 1, 8, strip)
                .with(270, values)
                .bytes();
        // The tag refers to its text, which stands where the pixels do.
        for (int i = 0; i + 12 < tiff.length; i++) {
            if (tiff[i] == 1 && tiff[i + 1] == 14 && tiff[i + 2] == 0 && tiff[i + 3] == 3) {
                ByteBuffer.wrap(tiff)
                        .putShort(i + 2, (short) 2)
                        .putInt(i + 4, description.length)
                        .putInt(i + 8, 8);
                break;
            }
        }
        assertThat(read(tiff).notes()).contains(new ImageNote(ImageNote.Kind.SEVERAL_IMAGES, "first of 7 images read"));
    }

    @Test
    void framesOfPngAndPicturesOfMpoAreNoticed() throws IOException {
        byte[] animated = new Png(1, 1, 8, Png.GRAY)
                .chunk("acTL", bytes(0, 0, 0, 3, 0, 0, 0, 0))
                .rows(bytes(7));
        assertThat(kinds(read(animated))).containsExactly(ImageNote.Kind.SEVERAL_IMAGES);
        byte[] still = new Png(1, 1, 8, Png.GRAY)
                .chunk("acTL", bytes(0, 0, 0, 1, 0, 0, 0, 0))
                .rows(bytes(7));
        assertThat(kinds(read(still))).isEmpty();
        assertThat(kinds(read(mpo(0x020002)))).containsExactly(ImageNote.Kind.SEVERAL_IMAGES);
        assertThat(kinds(read(mpo(0x010001)))).as("a large thumbnail").isEmpty();
    }

    /** A JPEG file with an index of two images, of which the second is of this type. */
    private static byte[] mpo(int type) {
        ByteBuffer index = ByteBuffer.allocate(4 + 8 + 2 + 24 + 4 + 32);
        index.put("MPF\0MM".getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 2);
        index.putShort((short) 0xB001).putShort((short) 4).putInt(1).putInt(2);
        index.putShort((short) 0xB002).putShort((short) 7).putInt(32).putInt(38).putInt(0);
        index.putInt(0x030000).position(index.position() + 12);
        index.putInt(type);
        return HandMade.withSegment(jpeg(), 0xE2, index.array());
    }

    @ParameterizedTest
    @CsvSource({"16, 16", "14, 14", "12, 12", "10, 10", "8, 8"})
    void depthOfLosslessJpegIsThatOfTheFile(int bits, int depth) throws IOException {
        int max = (1 << bits) - 1;
        byte[] jpeg = HandMade.losslessJpeg(3, 2, bits, 0, max, 7, max / 2, 1, max - 1);
        DecodedImage decoded = read(jpeg);
        assertThat(decoded.depth()).isEqualTo(BitDepth.ofBits(depth));
        float highest = (1 << depth) - 1;
        float half = Math.floorDiv(max, 2);
        assertThat(decoded.image()).isEqualTo(Plane.of(3, 2, new float[] {
            0, max / highest, 7 / highest, half / highest, 1 / highest, (max - 1) / highest
        }));
        assertThat(header(jpeg).depth()).isEqualTo(BitDepth.ofBits(depth));
    }

    @Test
    void aLosslessJpegWhoseDataAreCutIsRefused() throws IOException {
        int[] levels = new int[64];
        Arrays.setAll(levels, i -> i * 1009 % 4096);
        byte[] whole = HandMade.losslessJpeg(8, 8, 12, levels);
        assertThat(kinds(read(whole))).isEmpty();
        assertThat(kinds(read(Arrays.copyOf(whole, whole.length - 2)))).containsExactly(ImageNote.Kind.DAMAGE);
        int start = find(whole, 0xDA, 0) + 10;
        for (int length = start; length < whole.length - 3; length++) {
            byte[] cut = Arrays.copyOf(whole, length + 2);
            cut[length] = (byte) 0xFF;
            cut[length + 1] = (byte) 0xD9;
            assertRefused(cut, "");
        }
    }

    @Test
    void fillBytesBeforeMarkersAreLegal() throws IOException {
        byte[] jpeg = HandMade.withSegment(jpeg(), 0xFE, bytes(1, 2, 3));
        for (int marker : new int[] {0xE0, 0xFE, 0xDB, 0xC0, 0xC4, 0xDA, 0xD9}) {
            for (int count = 1; count < 4; count++) {
                byte[] fill = new byte[count];
                Arrays.fill(fill, (byte) 0xFF);
                DecodedImage decoded = read(HandMade.inserted(jpeg, find(jpeg, marker, 0), fill));
                assertThat(decoded.image()).isEqualTo(read(jpeg()).image());
                assertThat(decoded.notes()).isEmpty();
            }
        }
    }

    @Test
    void bytesTooManyAreNotedWhereAllPixelsAreThere() throws IOException {
        byte[] jpeg = jpeg();
        int end = jpeg.length - 2;
        // Up to eight bytes are read ahead by the decoder, which does not notice them.
        assertThat(read(HandMade.inserted(jpeg, end, bytes(1, 2, 3))).image())
                .isEqualTo(read(jpeg).image());
        for (byte[] extra : List.of(bytes(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), new byte[40], new byte[500])) {
            DecodedImage decoded = read(HandMade.inserted(jpeg, end, extra));
            assertThat(decoded.image()).isEqualTo(read(jpeg).image());
            assertThat(kinds(decoded)).containsExactly(ImageNote.Kind.DAMAGE);
        }
        DecodedImage stray = read(HandMade.inserted(jpeg, find(jpeg, 0xDB, 0), bytes(1, 2)));
        assertThat(stray.image()).isEqualTo(read(jpeg).image());
        assertThat(kinds(stray)).containsExactly(ImageNote.Kind.DAMAGE);
        DecodedImage trailing = read(HandMade.inserted(jpeg, jpeg.length, bytes(0, 0, 0xFF, 0xD8, 9)));
        assertThat(trailing.notes())
                .as("what follows the end is not of the image")
                .isEmpty();
    }

    @Test
    void lostDataIsRefused() throws IOException {
        byte[] jpeg = jpeg();
        int start = find(jpeg, 0xDA, 0) + 10;
        byte[] zeroed = jpeg.clone();
        Arrays.fill(zeroed, start + (jpeg.length - start) / 3, jpeg.length, (byte) 0);
        assertRefused(zeroed, "");
        byte[] ended = zeroed.clone();
        ended[jpeg.length - 2] = (byte) 0xFF;
        ended[jpeg.length - 1] = (byte) 0xD9;
        assertRefused(ended, "");
        for (int length = start; length < jpeg.length - 3; length += 7) {
            byte[] cut = Arrays.copyOf(jpeg, length + 2);
            cut[length] = (byte) 0xFF;
            cut[length + 1] = (byte) 0xD9;
            assertRefused(cut, "");
        }
    }

    @Test
    void aProgressiveJpegIsWholeWithItsLastScan() throws IOException {
        byte[] jpeg = progressive();
        assertThat(kinds(read(jpeg))).isEmpty();
        DecodedImage unended = read(Arrays.copyOf(jpeg, jpeg.length - 2));
        assertThat(unended.image()).isEqualTo(read(jpeg).image());
        assertThat(kinds(unended)).containsExactly(ImageNote.Kind.DAMAGE);
        List<Integer> scans = new ArrayList<>();
        for (int at = find(jpeg, 0xDA, 0); scans.size() < 3; at = find(jpeg, 0xDA, at + 2)) {
            scans.add(at);
        }
        assertRefused(Arrays.copyOf(jpeg, scans.get(2)), "ends too early");
        byte[] shortened = Arrays.copyOf(jpeg, scans.get(2) + 2);
        shortened[scans.get(2) + 1] = (byte) 0xD9;
        assertThat(read(shortened).notes())
                .containsExactly(
                        new ImageNote(ImageNote.Kind.DAMAGE, "its last scans are missing: read at reduced quality"));
    }

    @Test
    void damagedMetadataDoesNotMakeAnImageUnreadable() throws IOException {
        byte[] jpeg = jpeg();
        Plane plain = (Plane) read(jpeg).image();
        byte[] exif = "Exif".getBytes(StandardCharsets.ISO_8859_1);
        for (byte[] body : List.of(exif, Arrays.copyOf(exif, 6), Arrays.copyOf(exif, 30), bytes())) {
            assertThat(read(HandMade.withSegment(jpeg, 0xE1, body)).image()).isEqualTo(plain);
        }
        assertThat(kinds(read(HandMade.withSegment(jpeg, 0xE1, exif)))).containsExactly(ImageNote.Kind.EXIF_UNREADABLE);
        for (String name :
                List.of("ICC_PROFILE\0", "JFXX\0", "http://ns.adobe.com/xap/1.0/\0", "Adobe", "JFIF\0", "MPF\0")) {
            for (int marker : new int[] {0xE0, 0xE1, 0xE2, 0xEE, 0xFE}) {
                byte[] body = name.getBytes(StandardCharsets.ISO_8859_1);
                assertThat(read(HandMade.withSegment(jpeg, marker, body)).image())
                        .isEqualTo(plain);
            }
        }
        byte[] png = new Png(2, 1, 8, Png.GRAY)
                .chunk("iCCP", bytes(1, 2))
                .chunk("zTXt", bytes(0))
                .chunk("iTXt", bytes(65))
                .chunk("gAMA", bytes())
                .chunk("pHYs", bytes(1))
                .chunk("eXIf", bytes(1, 2))
                .rows(bytes(1, 2));
        assertThat(read(png).image()).isEqualTo(Plane.of(2, 1, new float[] {1 / 255f, 2 / 255f}));
        byte[] tiff = new Tiff(ByteOrder.BIG_ENDIAN, 2, 1, 1, 8, bytes(1, 2))
                .with(34675, 5) // a color profile of one number
                .with(34665, 0x7FFFFFF0) // EXIF outside of the file
                .with(700, 1)
                .with(270, 0x7FFF)
                .bytes();
        assertThat(read(tiff).image()).isEqualTo(Plane.of(2, 1, new float[] {1 / 255f, 2 / 255f}));
    }

    @Test
    void aPngWithoutItsEndIsReadIfAllRowsAreThere() throws IOException {
        byte[] png = new Png(2, 2, 8, Png.GRAY).rows(bytes(1, 2), bytes(3, 4));
        for (int length = png.length - 12; length < png.length; length++) {
            DecodedImage decoded = read(Arrays.copyOf(png, length));
            assertThat(decoded.image()).isEqualTo(read(png).image());
            assertThat(decoded.notes()).containsExactly(new ImageNote(ImageNote.Kind.DAMAGE, "its end is missing"));
        }
        byte[] lacking = new Png(2, 3, 8, Png.GRAY).rows(bytes(1, 2), bytes(3, 4));
        assertRefused(Arrays.copyOf(lacking, lacking.length - 12), "ends too early");
    }

    static Stream<Arguments> unsupported() {
        Tiff tiff = new Tiff(ByteOrder.LITTLE_ENDIAN, 4, 4, 1, 8, new byte[16]);
        byte[] deep = jpeg();
        deep[find(deep, 0xC0, 0) + 4] = 12;
        byte[] deepExtended = deep.clone();
        deepExtended[find(deep, 0xC0, 0) + 1] = (byte) 0xC1;
        byte[] arithmetic = jpeg();
        arithmetic[find(arithmetic, 0xC0, 0) + 1] = (byte) 0xC9;
        byte[] hierarchical = jpeg();
        hierarchical[find(hierarchical, 0xC0, 0) + 1] = (byte) 0xC5;
        return Stream.of(
                Arguments.of(tiff.with(Tiff.COMPRESSION, 50000).bytes(), "compressed by ZSTD, which is not read"),
                Arguments.of(tiff.with(Tiff.COMPRESSION, 34926).bytes(), "compressed by ZSTD"),
                Arguments.of(tiff.with(Tiff.COMPRESSION, 34887).bytes(), "compressed by LERC"),
                Arguments.of(tiff.with(Tiff.COMPRESSION, 34712).bytes(), "compressed by JPEG 2000"),
                Arguments.of(tiff.with(Tiff.COMPRESSION, 50001).bytes(), "compressed by WebP"),
                Arguments.of(tiff.with(Tiff.COMPRESSION, 34925).bytes(), "compressed by LZMA"),
                Arguments.of(tiff.with(Tiff.COMPRESSION, 34933).bytes(), "compressed by PNG"),
                Arguments.of(tiff.with(Tiff.COMPRESSION, 50002).bytes(), "compressed by JPEG XL"),
                Arguments.of(tiff.with(Tiff.COMPRESSION, 12345).bytes(), "compressed by method 12345"),
                Arguments.of(deep, "a JPEG of 12 bits per sample"),
                Arguments.of(deepExtended, "a JPEG of 12 bits per sample"),
                Arguments.of(arithmetic, "an arithmetic-coded JPEG"),
                Arguments.of(hierarchical, "a hierarchical JPEG"),
                Arguments.of(bytes(0xFF, 0xD8, 0xFF, 0xF7, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0), "a JPEG-LS image"),
                Arguments.of(
                        "RIFF....WEBPVP8 ".getBytes(StandardCharsets.ISO_8859_1), "a WebP image, which is not read"),
                Arguments.of("GIF89a..........".getBytes(StandardCharsets.ISO_8859_1), "a GIF image"),
                Arguments.of("\0\0\0\u0018ftypheic....".getBytes(StandardCharsets.ISO_8859_1), "a HEIF image"),
                Arguments.of("\u0093NUMPY..........".getBytes(StandardCharsets.ISO_8859_1), "a NumPy array"),
                Arguments.of(bmp(4), "a BMP with a JPEG file inside"),
                Arguments.of(bmp(5), "a BMP with a PNG file inside"),
                Arguments.of(bmp(11), "a BMP compressed by method 11"));
    }

    private static byte[] bmp(int compression) {
        byte[] bmp = HandMade.bmp(4, 1, 8, new int[] {1, 2}, bytes(0, 1, 0, 1));
        bmp[30] = (byte) compression;
        return bmp;
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("unsupported")
    void whatIsNotSupportedIsNotCalledDamaged(byte[] content, String problem) throws IOException {
        Path file = Files.write(folder.resolve("image"), content);
        assertThatThrownBy(() -> ImageFiles.read(file, LIMITS))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining("Convert it to ")
                .hasMessageNotContaining("damaged");
    }

    @Test
    void furtherChannelsAreNoticedWhereTheyMatter() throws IOException {
        byte[] band = new Tiff(ByteOrder.BIG_ENDIAN, 1, 1, 4, 8, bytes(1, 2, 3, 255))
                .with(Tiff.EXTRA_SAMPLES, 0)
                .bytes();
        assertThat(read(band).notes())
                .containsExactly(
                        new ImageNote(ImageNote.Kind.CHANNEL_DROPPED, "channel 4 dropped, of no stated meaning"));
        byte[] opaque = new Tiff(ByteOrder.BIG_ENDIAN, 1, 1, 4, 8, bytes(1, 2, 3, 255))
                .with(Tiff.EXTRA_SAMPLES, 2)
                .bytes();
        assertThat(read(opaque).notes()).as("no pixel is transparent").isEmpty();
        byte[] glass = new Tiff(ByteOrder.BIG_ENDIAN, 1, 1, 4, 8, bytes(1, 2, 3, 254))
                .with(Tiff.EXTRA_SAMPLES, 2)
                .bytes();
        assertThat(kinds(read(glass))).containsExactly(ImageNote.Kind.ALPHA_DROPPED);
    }

    @Test
    void rawThermalDataBesideTheImageIsNoticed() throws IOException {
        byte[] flir = HandMade.withSegment(jpeg(), 0xE1, "FLIR\0\1\0\0".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(kinds(read(flir))).containsExactly(ImageNote.Kind.RADIOMETRIC);
    }

    /** A file inside another has a size of its own, which must not be larger than the outer one. */
    @Test
    void aJpegInsideATiffHasTheSizeOfItsStrip() throws IOException {
        byte[] inner = jpeg(); // 48 x 40
        Tiff tiff = new Tiff(ByteOrder.LITTLE_ENDIAN, 48, 40, 1, 8, inner).with(Tiff.COMPRESSION, 7);
        assertThat(read(tiff.bytes()).image().width()).isEqualTo(48);
        assertRefused(
                new Tiff(ByteOrder.LITTLE_ENDIAN, 16, 16, 1, 8, inner)
                        .with(Tiff.COMPRESSION, 7)
                        .bytes(),
                "a JPEG in it has 48 x 40 pixels where 16 x 16 are stated");
        byte[] zeroed = inner.clone();
        Arrays.fill(zeroed, inner.length / 2, inner.length, (byte) 0);
        assertRefused(
                new Tiff(ByteOrder.LITTLE_ENDIAN, 48, 40, 1, 8, zeroed)
                        .with(Tiff.COMPRESSION, 7)
                        .bytes(),
                "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PNG", "JPEG", "TIFF", "BMP"})
    void sizesThatTheBytesCannotHoldAreRefusedBeforeMemoryIsTaken(String format) throws IOException {
        byte[] content = switch (format) {
            case "PNG" -> new Png(13_000, 13_000, 8, Png.GRAY).rows(bytes(1, 2));
            case "JPEG" -> {
                byte[] jpeg = jpeg();
                ByteBuffer.wrap(jpeg).putShort(find(jpeg, 0xC0, 0) + 5, (short) 13_000);
                ByteBuffer.wrap(jpeg).putShort(find(jpeg, 0xC0, 0) + 7, (short) 13_000);
                yield jpeg;
            }
            case "TIFF" -> new Tiff(ByteOrder.LITTLE_ENDIAN, 13_000, 13_000, 1, 8, new byte[99]).bytes();
            default -> HandMade.bmp(13_000, 13_000, 24, new int[0], new byte[99]);
        };
        Path file = Files.write(folder.resolve("image"), content);
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        assertThatThrownBy(() -> ImageFiles.read(file, LIMITS)).isInstanceOf(ImageFormatException.class);
        assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                .isLessThan(10_000_000);
    }

    @Test
    void aProgressiveJpegOfVeryManyScansIsRefused() throws IOException {
        byte[] jpeg = progressive();
        int scan = find(jpeg, 0xDA, 0);
        int next = find(jpeg, 0xDA, scan + 2);
        byte[] first = Arrays.copyOfRange(jpeg, scan, next);
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.write(jpeg, 0, scan);
        for (int i = 0; i < 1_200_000; i++) { // times 1920 pixels
            bomb.write(first, 0, 10);
        }
        bomb.write(jpeg, scan, jpeg.length - scan);
        assertRefused(bomb.toByteArray(), "a progressive JPEG of");
    }

    @Test
    void pipesAndDevicesAreRefusedWithoutWaiting() throws Exception {
        Path pipe = folder.resolve("pipe.png");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThatThrownBy(() -> ImageFiles.read(pipe, LIMITS)).hasMessageContaining("a pipe, socket or device");
        assertThatThrownBy(() -> ImageFiles.size(Path.of("/dev/zero"), LIMITS)).hasMessageContaining("device");
        assertThat(ImageFiles.format(pipe)).isEmpty();
    }
}
