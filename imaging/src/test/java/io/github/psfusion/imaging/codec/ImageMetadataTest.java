// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.twelvemonkeys.imageio.metadata.CompoundDirectory;
import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a result states is read by the readers of other libraries, not by those that took it from its source. */
class ImageMetadataTest {
    private static final byte[] PROFILE =
            ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    private static final ColorImage COLOR =
            new ColorImage(Plane.constant(6, 4, 0.2f), Plane.constant(6, 4, 0.4f), Plane.constant(6, 4, 0.6f));

    @TempDir
    private Path folder;

    private Path camera = Path.of("");

    /** A photograph as a camera writes it: little endian, turned, with a thumbnail, notes of the maker, place and profile. */
    @BeforeEach
    void writePhotograph() throws IOException {
        byte[] jpeg = ImageFiles.encode(COLOR, new WriteOptions(ImageFormat.JPEG, BitDepth.BITS_8, Rounding.NEAREST));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 20);
        segment(out, 0xE1, "Exif\0\0", exif());
        segment(out, 0xE2, "ICC_PROFILE\0\1\1", PROFILE);
        out.write(jpeg, 20, jpeg.length - 20);
        camera = Files.write(folder.resolve("camera.jpg"), out.toByteArray());
    }

    private static void segment(ByteArrayOutputStream out, int marker, String name, byte[] body) {
        int length = 2 + name.length() + body.length;
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length});
        out.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(body);
    }

    private static byte[] exif() {
        ByteBuffer b = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
        b.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
        b.putShort((short) 7);
        entry(b, 0x10F, 2, 6, 200); // make
        entry(b, 0x112, 3, 1, 6); // orientation
        entry(b, 0x11A, 5, 1, 208); // resolution
        entry(b, 0x11B, 5, 1, 208);
        entry(b, 0x128, 3, 1, 2);
        entry(b, 0x8769, 4, 1, 110);
        entry(b, 0x8825, 4, 1, 160);
        b.putInt(0);
        b.position(110).putShort((short) 3);
        entry(b, 0x829A, 5, 1, 216); // exposure time
        entry(b, 0x927C, 7, 8, 224); // notes of the maker
        entry(b, 0xA002, 4, 1, 9999); // width
        b.putInt(0);
        b.position(160).putShort((short) 2);
        entry(b, 1, 2, 2, 'N');
        entry(b, 2, 5, 3, 232);
        b.putInt(0);
        b.position(200).put("ACME\0\0".getBytes(StandardCharsets.ISO_8859_1));
        b.position(208).putInt(300).putInt(1).putInt(1).putInt(125);
        b.position(232).putInt(48).putInt(1).putInt(12).putInt(1).putInt(3050).putInt(100);
        return b.array();
    }

    private static void entry(ByteBuffer b, int tag, int type, int count, int value) {
        b.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    private byte[] result(Image image, ImageFormat format) throws IOException {
        ImageMetadata metadata = ImageMetadata.read(camera, DecodeLimits.defaults());
        return ImageFiles.encode(image, new WriteOptions(format, BitDepth.BITS_8, Rounding.NEAREST), metadata);
    }

    private static Directory directory(byte[] tiff) throws IOException {
        Directory all = new TIFFReader().read(new ByteArrayImageInputStream(tiff));
        return all instanceof CompoundDirectory compound ? compound.getDirectory(0) : all;
    }

    private static void assertExif(Directory tags) {
        assertThat(tags.getEntryById(0x10F).getValueAsString()).isEqualTo("ACME");
        Directory exif = (Directory) tags.getEntryById(0x8769).getValue();
        assertThat(exif.getEntryById(0x829A).getValueAsString()).contains("1/125");
        assertThat(exif.getEntryById(0x927C)).isNull();
        assertThat(exif.getEntryById(0xA002).getValueAsString()).isEqualTo("6");
        Directory gps = (Directory) tags.getEntryById(0x8825).getValue();
        assertThat(gps.getEntryById(1).getValueAsString()).isEqualTo("N");
        assertThat(gps.getEntryById(2).getValueAsString()).contains("48", "12", "61/2");
        assertThat(tags.getEntryById(0x11A).getValueAsString()).isEqualTo("300");
    }

    private static byte[] block(byte[] file, String start, int after) {
        int at = new String(file, StandardCharsets.ISO_8859_1).indexOf(start);
        assertThat(at).as(start).isPositive();
        return Arrays.copyOfRange(file, at + after, file.length);
    }

    @Test
    void pngHasThem() throws IOException {
        byte[] png = result(COLOR, ImageFormat.PNG);
        Directory tags = directory(block(png, "eXIf", 4));
        assertExif(tags);
        assertThat(tags.getEntryById(0x112).getValueAsString()).isEqualTo("1");
        IIOMetadataNode tree = nativeTree(png, "png", "javax_imageio_png_1.0");
        IIOMetadataNode physical =
                (IIOMetadataNode) tree.getElementsByTagName("pHYs").item(0);
        assertThat(physical.getAttribute("pixelsPerUnitXAxis")).isEqualTo("11811"); // 300 per inch
        byte[] chunk =
                (byte[]) ((IIOMetadataNode) tree.getElementsByTagName("iCCP").item(0)).getUserObject();
        try (var inflated = new java.util.zip.InflaterInputStream(new ByteArrayInputStream(chunk))) {
            assertThat(inflated.readAllBytes()).isEqualTo(PROFILE);
        }
        assertThat(read(png)).isEqualTo(COLOR.red().toArray());
    }

    @Test
    void jpegHasThem() throws IOException {
        byte[] jpeg = result(COLOR, ImageFormat.JPEG);
        assertExif(directory(block(jpeg, "Exif\0\0", 6)));
        IIOMetadataNode tree = nativeTree(jpeg, "jpeg", "javax_imageio_jpeg_image_1.0");
        IIOMetadataNode jfif =
                (IIOMetadataNode) tree.getElementsByTagName("app0JFIF").item(0);
        assertThat(jfif.getAttribute("Xdensity")).isEqualTo("300");
        assertThat(jfif.getAttribute("resUnits")).isEqualTo("1");
        ICC_Profile profile = (ICC_Profile)
                ((IIOMetadataNode) tree.getElementsByTagName("app2ICC").item(0)).getUserObject();
        assertThat(profile.getData()).isEqualTo(PROFILE);
    }

    @Test
    void tiffHasThem() throws IOException {
        byte[] tiff = result(COLOR, ImageFormat.TIFF);
        assertExif(directory(tiff));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(tiff));
        assertThat(((ICC_ColorSpace) image.getColorModel().getColorSpace())
                        .getProfile()
                        .getData())
                .isEqualTo(PROFILE);
        assertThat(read(tiff)).isEqualTo(COLOR.red().toArray());
    }

    private float[] read(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("result"), bytes);
        return ((ColorImage) ImageFiles.read(file, DecodeLimits.defaults()).image())
                .red()
                .toArray();
    }

    private static IIOMetadataNode nativeTree(byte[] file, String format, String tree) throws IOException {
        var readers = ImageIO.getImageReadersByFormatName(format);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun")) {
                try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
                    reader.setInput(in);
                    return (IIOMetadataNode) reader.getImageMetadata(0).getAsTree(tree);
                }
            }
        }
        throw new IllegalStateException("no reader of the JDK");
    }

    @ParameterizedTest
    @EnumSource(names = {"PNG", "JPEG", "TIFF"})
    void resultsAreUprightAndPassTheirMetadataOn(ImageFormat format) throws IOException {
        Path result = Files.write(folder.resolve("result"), result(COLOR, format));
        ImageDescription description = ImageFiles.describe(result, DecodeLimits.defaults());
        assertThat(description.make()).isEqualTo("ACME");
        DecodedImage image = ImageFiles.read(result, DecodeLimits.defaults());
        assertThat(image.image().width()).isEqualTo(6);
        assertThat(image.notes()).isEmpty();
        ImageMetadata again = ImageMetadata.read(result, DecodeLimits.defaults());
        assertThat(again.resolution().orElseThrow().x()).isCloseTo(11811, within(1.0));
        assertThat(again.profile(3)).hasValueSatisfying(icc -> assertThat(icc).isEqualTo(PROFILE));
    }

    @Test
    void aProfileOfColorsIsNotForGray() throws IOException {
        byte[] png = result(Plane.constant(6, 4, 0.5f), ImageFormat.PNG);
        assertThat(new String(png, StandardCharsets.ISO_8859_1))
                .contains("eXIf")
                .doesNotContain("iCCP");
    }

    @Test
    void bmpHasTheResolution() throws IOException {
        byte[] bmp = result(COLOR, ImageFormat.BMP);
        assertThat(ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).getInt(38))
                .isEqualTo(11811);
        assertThat(read(bmp)).isEqualTo(COLOR.red().toArray());
    }

    @Test
    void placesOfGeoTiffAreKeptAndLeftOut() throws IOException {
        WriteOptions tiff = new WriteOptions(ImageFormat.TIFF, BitDepth.BITS_8, Rounding.NEAREST);
        TagWriter writer = TagWriter.after(ImageFiles.encode(COLOR, tiff));
        byte[] scale = ByteBuffer.allocate(24)
                .putDouble(0.5)
                .putDouble(0.5)
                .putDouble(0)
                .array();
        var tags = new java.util.ArrayList<>(
                TiffDirectory.first(ImageFiles.encode(COLOR, tiff)).tags());
        tags.add(new MetadataTag(33550, 12, 3, scale));
        Path geo = Files.write(folder.resolve("geo.tif"), writer.file(writer.directory(tags)));
        ImageMetadata metadata = ImageMetadata.read(geo, DecodeLimits.defaults());
        assertThat((double[]) directory(ImageFiles.encode(COLOR, tiff, metadata))
                        .getEntryById(33550)
                        .getValue())
                .containsExactly(0.5, 0.5, 0);
        assertThat(directory(ImageFiles.encode(COLOR, tiff, metadata.withoutPosition()))
                        .getEntryById(33550))
                .isNull();
    }

    @Test
    void damagedMetadataHarmsNothing() throws IOException {
        byte[] sound = Files.readAllBytes(camera);
        Random random = new Random(5);
        for (int i = 0; i < 1000; i++) {
            byte[] damaged = sound.clone();
            for (int j = 0; j <= i % 4; j++) {
                damaged[2 + random.nextInt(430)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(folder.resolve("damaged.jpg"), damaged);
            ImageMetadata metadata;
            try {
                metadata = ImageMetadata.read(file, DecodeLimits.defaults());
            } catch (ImageFormatException e) {
                continue; // no longer an image by its first bytes
            }
            for (ImageFormat format : ImageFormat.values()) {
                byte[] result =
                        ImageFiles.encode(COLOR, new WriteOptions(format, BitDepth.BITS_8, Rounding.NEAREST), metadata);
                Path written = Files.write(folder.resolve("result"), result);
                assertThat(ImageFiles.read(written, DecodeLimits.defaults())
                                .image()
                                .width())
                        .isEqualTo(6);
            }
        }
    }
}
