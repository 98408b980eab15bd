// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** Reads what an image file states of itself, without a look at its pixels. */
final class StructureReader {
    private static final StoredValues.Kind UNSIGNED = StoredValues.Kind.UNSIGNED;
    private static final int MAKE = 0x10F;
    private static final int MODEL = 0x110;
    private static final int ORIENTATION = 0x112;

    private static final int PNG_DEPTH = 24;
    private static final int PNG_COLOR_TYPE = 25;
    /** Number of channels of each color type of PNG: gray, RGB, palette, each with or without transparency. */
    private static final int[] PNG_CHANNELS = {1, 0, 3, 1, 2, 0, 4};

    private static final int BMP_BITS = 28;

    private final SourceFile source;
    private final DecodeLimits limits;

    StructureReader(SourceFile source, DecodeLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    ImageDescription read() throws ImageFormatException {
        try {
            return switch (source.format()) {
                case JPEG -> jpeg(JpegFile.parse(source.bytes()));
                case TIFF -> tiff(TiffImage.of(source.bytes()));
                case PNG -> png(PngChunks.check(source.bytes()));
                case BMP -> bmp();
            };
        } catch (ImageFormatException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new ImageFormatException(
                    source.path(),
                    "its structure as " + source.format() + " is damaged",
                    "Get it again from its source.",
                    e);
        }
    }

    private ImageDescription jpeg(JpegFile file) {
        JpegFile.Frame frame = file.frame();
        ImageSize size = new ImageSize(frame.width(), frame.height());
        return of(size, frame.components(), frame.precision(), UNSIGNED, 1, directory(file.exif()), file.refusal(), file.notes());
    }

    private ImageDescription tiff(TiffImage image) {
        TiffDirectory tags = image.tags();
        return of(image.size(), image.channels(), image.bits(), image.kind(), image.count(), Optional.of(tags), image.refusal(false), image.notes());
    }

    private ImageDescription png(PngChunks chunks) throws IOException {
        ImageHeader header = new Decoder(source, limits).header();
        int type = source.bytes()[PNG_COLOR_TYPE];
        int channels = type >= 0 && type < PNG_CHANNELS.length ? PNG_CHANNELS[type] : 0;
        Optional<TiffDirectory> exif = directory(chunks.exif());
        // Turning back is the same exchange of sides.
        ImageSize stored = orientation(exif).upright(header.size());
        return of(stored, channels, source.bytes()[PNG_DEPTH], UNSIGNED, 1, exif, chunks.refusal(), chunks.notes());
    }

    private ImageDescription bmp() throws IOException {
        ImageHeader header = new Decoder(source, limits).header();
        int bits = ByteBuffer.wrap(source.bytes()).order(ByteOrder.LITTLE_ENDIAN).getShort(BMP_BITS);
        int channels = bits > Byte.SIZE ? 3 : 1;
        return of(header.size(), channels, bits / channels, UNSIGNED, 1, Optional.empty(), Optional.empty(), header.notes());
    }

    private ImageDescription of(
            ImageSize size,
            int channels,
            int bits,
            StoredValues.Kind kind,
            int images,
            Optional<TiffDirectory> exif,
            Optional<String> refusal,
            List<ImageNote> notes) {
        return new ImageDescription(
                source.format(),
                size,
                channels,
                bits,
                kind,
                images,
                orientation(exif).description(),
                exif.map(tags -> tags.text(MAKE)).orElse(""),
                exif.map(tags -> tags.text(MODEL)).orElse(""),
                refusal,
                notes);
    }

    private static Optional<TiffDirectory> directory(Optional<byte[]> exif) {
        try {
            return exif.isEmpty() ? Optional.empty() : Optional.of(TiffDirectory.first(exif.get()));
        } catch (IOException e) {
            return Optional.empty(); // EXIF data that cannot be read makes no image unreadable
        }
    }

    private static Orientation orientation(Optional<TiffDirectory> exif) {
        return Orientation.of(
                (int) Math.min(exif.map(tags -> tags.number(ORIENTATION, 1)).orElse(1L), Integer.MAX_VALUE));
    }
}
