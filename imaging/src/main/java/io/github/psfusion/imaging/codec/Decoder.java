// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import io.github.psfusion.imaging.BitDepth;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;

/**
 * Decodes the bytes of one file with the readers of ImageIO.
 *
 * <p>They are the one boundary to code that meets damaged bytes with exceptions of every kind; all of them become an
 * {@link ImageFormatException} here.
 */
final class Decoder {
    private static final int CMYK_COMPONENTS = 4;
    private static final int BMP_HEADER_LENGTH = 14;
    /** Length of the header BITMAPINFOHEADER, the first that counts its colors, and where that number stands. */
    private static final int BMP_INFO_LENGTH = 40;

    private static final int BMP_COLORS_USED = 46;
    private static final String DAMAGED = "The file is damaged or incomplete; get it again from its source.";

    private final Path file;
    private final byte[] bytes;
    private final ImageFormat format;
    private final DecodeLimits limits;
    private final List<String> notes = new ArrayList<>();
    private Orientation orientation = Orientation.UPRIGHT;
    private Optional<BitDepth> packedDepth = Optional.empty();
    private Optional<String> damage = Optional.empty();

    Decoder(SourceFile source, DecodeLimits limits) {
        this.file = source.path();
        this.bytes = source.bytes();
        this.format = source.format();
        this.limits = limits;
    }

    /** Something to be done with a reader. */
    private interface ReaderTask<R> {
        R apply(ImageReader reader) throws IOException;
    }

    /** Returns the size of the upright image, from the header. */
    ImageSize size() throws ImageFormatException {
        return reading(reader -> {
            ImageSize size = checkedSize(reader);
            switch (format) {
                case PNG -> orientFrom(PngChunks.check(bytes).exif());
                case JPEG -> orientFrom(JpegSegments.exif(bytes));
                case TIFF -> orientation = TiffTags.read(bytes).orientation();
                case BMP -> {}
            }
            return orientation.upright(size);
        });
    }

    /** Returns the depth that the decoded image will have, from the header. */
    BitDepth depth() throws ImageFormatException {
        return reading(reader -> {
            int bits = rawType(reader).getSampleModel().getSampleSize(0);
            BitDepth stored = bits > BitDepth.BITS_8.bits() ? BitDepth.BITS_16 : BitDepth.BITS_8;
            return format == ImageFormat.TIFF
                    ? TiffTags.read(bytes).packedDepth().orElse(stored)
                    : stored;
        });
    }

    /** Decodes the image. */
    StoredImage decode() throws ImageFormatException {
        return reading(reader -> {
            ImageSize size = checkedSize(reader);
            BufferedImage image = switch (format) {
                case PNG -> png(reader, size);
                case JPEG -> jpeg(reader, size);
                case TIFF -> tiff(reader, size);
                case BMP -> bmp(reader, size);
            };
            return new StoredImage(image, orientation, packedDepth, notes);
        });
    }

    private BufferedImage png(ImageReader reader, ImageSize size) throws IOException {
        PngChunks chunks = PngChunks.check(bytes);
        orientFrom(chunks.exif());
        BufferedImage image = pixels(reader, size);
        return image.getColorModel() instanceof IndexColorModel palette && chunks.paletteSize() > 0
                ? withoutFilling(image, palette, chunks.paletteSize())
                : image;
    }

    /** The reader fills short palettes with black, so that wrong pixels would not be noticed. */
    private static BufferedImage withoutFilling(BufferedImage image, IndexColorModel palette, int size) {
        int[] colors = new int[palette.getMapSize()];
        palette.getRGBs(colors);
        int count = Math.min(size, colors.length);
        IndexColorModel shorter = new IndexColorModel(
                palette.getPixelSize(), count, colors, 0, palette.hasAlpha(), -1, palette.getTransferType());
        return new BufferedImage(shorter, image.getRaster(), false, null);
    }

    private BufferedImage jpeg(ImageReader reader, ImageSize size) throws IOException {
        orientFrom(JpegSegments.exif(bytes));
        if (JpegSegments.components(bytes) == CMYK_COMPONENTS) {
            notes.add("CMYK converted to RGB");
        }
        reader.addIIOReadWarningListener(new DamageListener());
        BufferedImage image = pixels(reader, size);
        if (damage.isPresent()) {
            throw new ImageFormatException(file, "decoding stopped early: " + damage.get(), DAMAGED);
        }
        return image;
    }

    /** An EXIF block that cannot be read does not make an image unreadable. */
    private void orientFrom(Optional<byte[]> exif) {
        if (exif.isPresent()) {
            try {
                orientation = TiffTags.read(exif.get()).orientation();
            } catch (IOException | RuntimeException e) {
                notes.add("EXIF data unreadable: not turned");
            }
        }
    }

    private BufferedImage tiff(ImageReader reader, ImageSize size) throws IOException {
        TiffTags tags = TiffTags.read(bytes);
        Optional<String> refusal = tags.refusal();
        if (refusal.isPresent()) {
            throw ImageFormatException.unsupported(file, refusal.get(), null);
        }
        if (tags.severalImages()) {
            notes.add("first of several images read");
        }
        Optional<ImageSize> tile = tags.tile();
        if (tile.isPresent()) { // the reader allocates a tile before it looks into it
            limits.checkPixels(file, tile.get().width(), tile.get().height());
        }
        orientation = tags.orientation();
        packedDepth = tags.packedDepth();
        if (tags.isFloatingPoint()) {
            checkMemory(reader, size);
            // Not read(): it would clip samples outside [0, 1] silently.
            WritableRaster raster = (WritableRaster) reader.readRaster(0, null);
            return new BufferedImage(rawType(reader).getColorModel(), raster, false, null);
        }
        return pixels(reader, size);
    }

    private BufferedImage bmp(ImageReader reader, ImageSize size) throws IOException {
        // The reader allocates a palette of the stated length before it looks whether the file is that long.
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (header.getInt(BMP_HEADER_LENGTH) >= BMP_INFO_LENGTH
                && Integer.toUnsignedLong(header.getInt(BMP_COLORS_USED)) * Integer.BYTES > bytes.length) {
            throw new EOFException();
        }
        return pixels(reader, size);
    }

    private BufferedImage pixels(ImageReader reader, ImageSize size) throws IOException {
        checkMemory(reader, size);
        return reader.read(0);
    }

    private ImageSize checkedSize(ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        limits.checkPixels(file, width, height);
        return new ImageSize(width, height);
    }

    private void checkMemory(ImageReader reader, ImageSize size) throws IOException {
        ImageTypeSpecifier type = rawType(reader);
        SampleModel samples = type.getSampleModel();
        long storedBytes =
                (long) samples.getNumDataElements() * DataBuffer.getDataTypeSize(samples.getDataType()) / Byte.SIZE;
        long sampleBytes = (long) type.getColorModel().getNumColorComponents() * Float.BYTES;
        long pixels = (long) size.width() * size.height();
        limits.checkBytes(file, bytes.length + pixels * (storedBytes + sampleBytes));
    }

    private static ImageTypeSpecifier rawType(ImageReader reader) throws IOException {
        ImageTypeSpecifier type = reader.getRawImageType(0);
        return type != null ? type : reader.getImageTypes(0).next();
    }

    private <R> R reading(ReaderTask<R> task) throws ImageFormatException {
        ImageReader reader = reader(format);
        try (ImageInputStream in = new ByteArrayImageInputStream(bytes)) {
            reader.setInput(in, true, true); // forwards only, and without metadata, which may be large
            return task.apply(reader);
        } catch (ImageFormatException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // Readers trust lengths in damaged files: then one large array is refused and nothing else is lost.
            throw new ImageFormatException(file, "not readable as " + format + " (" + reason(e) + ")", DAMAGED, e);
        } finally {
            reader.dispose();
        }
    }

    private static String reason(Throwable e) {
        if (e instanceof EOFException) {
            return "it ends too early";
        }
        String message = e.getMessage();
        if (e instanceof IOException && message != null && !message.isBlank()) {
            return message.strip().lines().findFirst().orElseThrow();
        }
        return "its parts contradict each other"; // messages of runtime exceptions are of no use to a user
    }

    /** Returns the reader that was tried; other plug-ins that a program has are passed over, so that results agree. */
    private static ImageReader reader(ImageFormat format) {
        // The JDK's own readers know no 16-bit TIFF with predictor and no CMYK; its PNG reader is right.
        String origin = format == ImageFormat.PNG ? "com.sun.imageio." : "com.twelvemonkeys.";
        Iterator<ImageReader> readers =
                ImageIO.getImageReadersByFormatName(format.extensions().get(0));
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith(origin)) {
                return reader;
            }
            reader.dispose();
        }
        throw new IllegalStateException("no reader of " + format + " by " + origin + "* on the class path");
    }

    /** The JPEG library fills what is missing with gray and only warns; such an image is refused. */
    private final class DamageListener implements IIOReadWarningListener {
        private static final List<String> SIGNS = List.of("Premature end", "Corrupt JPEG", "Truncated File");

        @Override
        public void warningOccurred(ImageReader source, String warning) {
            if (damage.isEmpty() && SIGNS.stream().anyMatch(warning::contains)) {
                damage = Optional.of(warning);
            }
        }
    }
}
