// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import com.drew.imaging.ImageProcessingException;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.SampleModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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
    private static final int JPEG_CMYK_BANDS = 4;
    private static final String DAMAGED = "The file is damaged or incomplete; get it again from its source.";

    private final Path file;
    private final byte[] bytes;
    private final ImageFormat format;
    private final DecodeLimits limits;
    private final List<String> notes = new ArrayList<>();
    private Optional<String> damage = Optional.empty();

    Decoder(SourceFile source, DecodeLimits limits) {
        this.file = source.path();
        this.bytes = source.bytes();
        this.format = source.format();
        this.limits = limits;
    }

    /** A decoded picture as it is stored, and how to turn it upright. */
    record Stored(BufferedImage picture, Orientation orientation, List<String> notes) {}

    /** Something to be done with a reader. */
    private interface ReaderTask<R> {
        R apply(ImageReader reader) throws IOException;
    }

    /** Returns the size of the upright picture, from the header. */
    ImageSize size() throws ImageFormatException {
        return reading(reader -> orientation().upright(checkedSize(reader)));
    }

    /** Decodes the picture. */
    Stored decode() throws ImageFormatException {
        return reading(this::decode);
    }

    private Stored decode(ImageReader reader) throws IOException {
        ImageSize size = checkedSize(reader);
        checkMemory(reader, size);
        reader.addIIOReadWarningListener(new DamageListener());
        BufferedImage picture = reader.read(0);
        if (damage.isPresent()) {
            throw new ImageFormatException(file, "decoding stopped early: " + damage.get(), DAMAGED);
        }
        return new Stored(picture, orientation(), notes);
    }

    private ImageSize checkedSize(ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        limits.checkPixels(file, width, height);
        return new ImageSize(width, height);
    }

    private void checkMemory(ImageReader reader, ImageSize size) throws IOException {
        ImageTypeSpecifier type = reader.getRawImageType(0);
        if (type == null) {
            type = reader.getImageTypes(0).next();
        }
        SampleModel samples = type.getSampleModel();
        if (format == ImageFormat.JPEG && samples.getNumBands() == JPEG_CMYK_BANDS) {
            notes.add("CMYK converted to RGB");
        }
        int storedBytes = samples.getNumDataElements() * DataBuffer.getDataTypeSize(samples.getDataType()) / Byte.SIZE;
        int planes = type.getColorModel().getNumColorComponents();
        long pixels = (long) size.width() * size.height();
        limits.checkBytes(file, bytes.length + pixels * (storedBytes + (long) planes * Float.BYTES));
    }

    private Orientation orientation() {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        try {
            return switch (format) {
                case JPEG -> Orientation.ofJpeg(in);
                case TIFF -> Orientation.ofTiff(in);
                case PNG, BMP -> Orientation.UPRIGHT;
            };
        } catch (IOException | ImageProcessingException e) {
            notes.add("EXIF data unreadable: not turned");
            return Orientation.UPRIGHT;
        }
    }

    private <R> R reading(ReaderTask<R> task) throws ImageFormatException {
        ImageReader reader = reader(format);
        try (ImageInputStream in = new ByteArrayImageInputStream(bytes)) {
            reader.setInput(in, true, true); // forwards only, and without metadata, which may be large
            return task.apply(reader);
        } catch (ImageFormatException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new ImageFormatException(file, "not readable as " + format + " (" + firstLine(e) + ")", DAMAGED, e);
        } finally {
            reader.dispose();
        }
    }

    private static String firstLine(Throwable e) {
        String message = e.getMessage();
        if (message == null || message.isBlank()) {
            return e.getClass().getSimpleName();
        }
        return message.strip().lines().findFirst().orElseThrow();
    }

    /** Returns the reader that was tried; other plug-ins that a program has are passed over, so that results agree. */
    private static ImageReader reader(ImageFormat format) {
        // The JDK's readers: no 16-bit TIFF with predictor, no CMYK. Its PNG reader is right and the only one.
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

    /** The JPEG library fills what is missing with grey and only warns; such a picture is refused. */
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
