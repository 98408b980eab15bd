// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.platform.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads and writes images: PNG, JPEG, BMP and TIFF.
 *
 * <p>Reading detects the format by the content, not by the file's name; it checks {@link DecodeLimits} in the header before it allocates
 * memory for pixels, turns images upright by their EXIF orientation, and refuses incomplete files. Bytes of any kind
 * end in an image or an {@link ImageFormatException}; a missing or unreadable file in the exceptions of
 * {@link java.nio.file.Files}. Writing is atomic: a file is complete or absent.
 */
public final class ImageFiles {
    private ImageFiles() {}

    /**
     * Reads an image. Samples are {@code level / 255f}, or {@code level / 65535f} for files of 16 bits; gray files give a
     * plane, all others three.
     *
     * @throws ImageFormatException if the file is not an image, is damaged or incomplete, exceeds a limit, or has a kind of
     *     samples that is not supported (signed, more than 16 bits, not a number)
     */
    public static DecodedImage read(Path file, DecodeLimits limits) throws IOException {
        return read(file, limits, ContentListener.NONE);
    }

    /**
     * Reads an image as {@link #read(Path, DecodeLimits)} does.
     *
     * @param listener receives the bytes that are decoded
     */
    public static DecodedImage read(Path file, DecodeLimits limits, ContentListener listener) throws IOException {
        try {
            SourceFile source = SourceFile.read(file, limits);
            listener.read(file, source.bytes());
            return decode(source, limits);
        } catch (OutOfMemoryError e) {
            throw ImageFormatException.memory(file, e);
        }
    }

    /**
     * Decodes an image that stands inside of a file, as {@link #read(Path, DecodeLimits)} does.
     *
     * @param file names the file in messages
     * @param content bytes of the image
     */
    public static DecodedImage decode(Path file, byte[] content, DecodeLimits limits) throws ImageFormatException {
        try {
            return decode(SourceFile.of(file, content), limits);
        } catch (OutOfMemoryError e) {
            throw ImageFormatException.memory(file, e);
        }
    }

    private static DecodedImage decode(SourceFile source, DecodeLimits limits) throws ImageFormatException {
        try {
            RasterSamples.Taken taken = RasterSamples.take(new Decoder(source, limits).decode());
            return new DecodedImage(taken.image(), taken.depth(), source.format(), taken.notes());
        } catch (IllegalArgumentException e) {
            throw ImageFormatException.unsupported(source.path(), String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Both parts of an image of four channels.
     *
     * @param color the first three channels
     * @param fourth the fourth channel, as gray
     */
    public record ColorAndFourth(DecodedImage color, DecodedImage fourth) {}

    /**
     * Reads a file of four channels, the last of which is no transparency.
     *
     * @param listener receives the bytes that are decoded
     * @throws ImageFormatException as {@link #read}, and if the file has not four channels
     */
    public static ColorAndFourth readFourChannels(Path file, DecodeLimits limits, ContentListener listener)
            throws IOException {
        try {
            SourceFile source = SourceFile.read(file, limits);
            listener.read(file, source.bytes());
            List<RasterSamples.Taken> parts = RasterSamples.takeColorAndFourth(new Decoder(source, limits).decode());
            RasterSamples.Taken color = parts.get(0);
            RasterSamples.Taken fourth = parts.get(1);
            return new ColorAndFourth(
                    new DecodedImage(color.image(), color.depth(), source.format(), color.notes()),
                    new DecodedImage(fourth.image(), fourth.depth(), source.format(), fourth.notes()));
        } catch (IllegalArgumentException e) {
            throw ImageFormatException.unsupported(file, String.valueOf(e.getMessage()), e);
        } catch (OutOfMemoryError e) {
            throw ImageFormatException.memory(file, e);
        }
    }

    /**
     * Returns the bytes of an image file, undecoded.
     *
     * @throws ImageFormatException if the file is not an image, or is too large
     */
    public static byte[] content(Path file, DecodeLimits limits) throws IOException {
        return SourceFile.read(file, limits).bytes().clone();
    }

    /**
     * Returns the values of the first channel of a file as they are stored: whole numbers, also negative ones, or
     * floating-point numbers of any size, which {@link #read} refuses.
     *
     * @throws ImageFormatException as {@link #read}, and if the file holds a palette or packed colors
     */
    public static StoredValues readValues(Path file, DecodeLimits limits, ContentListener listener) throws IOException {
        try {
            SourceFile source = SourceFile.read(file, limits);
            listener.read(file, source.bytes());
            Decoder decoder = new Decoder(source, limits).acceptingSigned();
            return StoredValues.take(decoder.decode(), decoder.isSigned());
        } catch (IllegalArgumentException e) {
            throw ImageFormatException.unsupported(file, String.valueOf(e.getMessage()), e);
        } catch (OutOfMemoryError e) {
            throw ImageFormatException.memory(file, e);
        }
    }

    /**
     * Returns what a file states of itself; of kinds that are not read, too, as far as their structure is known.
     *
     * @throws ImageFormatException if the file is not an image, or its structure is damaged
     */
    public static ImageDescription describe(Path file, DecodeLimits limits) throws IOException {
        try {
            return new StructureReader(SourceFile.read(file, limits), limits).read();
        } catch (OutOfMemoryError e) {
            throw ImageFormatException.memory(file, e);
        }
    }

    /** Returns what a file states of itself, as {@link #describe(Path, DecodeLimits)} does, of its content. */
    public static ImageDescription describe(Path file, byte[] content) throws ImageFormatException {
        return new StructureReader(SourceFile.of(file, content), DecodeLimits.defaults()).read();
    }

    /** Returns what an image's header states; fails as {@link #read} does, as far as the header shows it. */
    public static ImageHeader header(Path file, DecodeLimits limits) throws IOException {
        try {
            return new Decoder(SourceFile.read(file, limits), limits).header();
        } catch (OutOfMemoryError e) {
            throw ImageFormatException.memory(file, e);
        }
    }

    /** Returns an image's size, upright, from its header alone; fails as {@link #read} does. */
    public static ImageSize size(Path file, DecodeLimits limits) throws IOException {
        return header(file, limits).size();
    }

    /**
     * Returns the format of a file by its first bytes.
     *
     * @return empty if it is none that can be read, or cannot be read at all
     */
    public static Optional<ImageFormat> format(Path file) {
        return ImageFormat.ofContent(SourceFile.start(file));
    }

    /** Returns what a file is by its first bytes that is known but not read, such as {@code "a WebP image"}. */
    public static Optional<String> foreignFormat(Path file) {
        return ForeignFormat.name(SourceFile.start(file));
    }

    /**
     * Returns the depth that {@link #read} would give, from the file's header alone: whether statistics of all infrared
     * images is needed can be known without decoding them.
     *
     * @throws ImageFormatException as {@link #read}, as far as the header shows it
     */
    public static BitDepth depth(Path file, DecodeLimits limits) throws IOException {
        return header(file, limits).depth();
    }

    /**
     * Reads a label map: palette indices or gray levels as they stand. Three equal channels count as one.
     *
     * @throws ImageFormatException as {@link #read}, and if the image is a JPEG (which changes values), has different
     *     channels or a value above 255
     */
    public static LabelMap readLabels(Path file, DecodeLimits limits) throws IOException {
        return readLabels(file, limits, ContentListener.NONE);
    }

    /**
     * Reads a label map as {@link #readLabels(Path, DecodeLimits)} does.
     *
     * @param listener receives the bytes that are decoded
     */
    public static LabelMap readLabels(Path file, DecodeLimits limits, ContentListener listener) throws IOException {
        try {
            SourceFile source = SourceFile.read(file, limits);
            listener.read(file, source.bytes());
            if (source.format() == ImageFormat.JPEG) {
                throw new ImageFormatException(
                        file,
                        "a label map must not be a JPEG, which changes values",
                        "Save it as PNG from its source.");
            }
            return LabelSamples.take(new Decoder(source, limits).decode());
        } catch (IllegalArgumentException e) {
            throw new ImageFormatException(
                    file,
                    String.valueOf(e.getMessage()),
                    "Store the class indices as a PNG with a palette, or with one gray channel.",
                    e);
        } catch (OutOfMemoryError e) {
            throw ImageFormatException.memory(file, e);
        }
    }

    /**
     * Writes an image; a plane as gray, a color image as RGB. An older file is replaced.
     *
     * @throws IOException naming the file; nothing is half written and an older file is untouched
     * @throws IllegalArgumentException if a sample is not a number
     */
    public static void write(Path file, Image image, WriteOptions options) throws IOException {
        AtomicFile.write(file, encode(image, options));
    }

    /**
     * Writes a label map as a PNG with a palette of 8 bits: {@link #readLabels} gives the same map, viewers show the
     * colors.
     *
     * @throws IOException as {@link #write}
     */
    public static void writeLabels(Path file, LabelMap labels, IndexColors colors) throws IOException {
        AtomicFile.write(file, encodeLabels(labels, colors));
    }

    /**
     * Returns the bytes that {@link #write} puts into a file.
     *
     * @throws IllegalArgumentException if a sample is not a number
     */
    public static byte[] encode(Image image, WriteOptions options) {
        return Encoder.encode(BufferedImages.of(image, options.depth(), options.rounding()), options.format());
    }

    /**
     * Returns the bytes of a file that also states the metadata of another one.
     *
     * @throws IllegalArgumentException if a sample is not a number
     */
    public static byte[] encode(Image image, WriteOptions options, ImageMetadata metadata) {
        int channels = image instanceof Plane ? 1 : 3;
        ImageSize size = new ImageSize(image.width(), image.height());
        return new MetadataWriter(metadata, size, channels).addTo(encode(image, options), options.format());
    }

    /**
     * Returns the bytes of a TIFF file of one channel of 32-bit floating-point values.
     *
     * @param values {@code width * height} values, row by row; any numbers
     */
    public static byte[] encodeValues(int width, int height, float[] values) {
        return Encoder.encode(BufferedImages.ofValues(width, height, values), ImageFormat.TIFF);
    }

    /** Returns the bytes that {@link #writeLabels} puts into a file. */
    public static byte[] encodeLabels(LabelMap labels, IndexColors colors) {
        return Encoder.encode(BufferedImages.of(labels, colors), ImageFormat.PNG);
    }
}
