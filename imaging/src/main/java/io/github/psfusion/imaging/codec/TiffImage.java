// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import io.github.psfusion.imaging.BitDepth;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The image of a TIFF file: of all that the file holds, the first full one.
 *
 * <p>Thumbnails, overviews and masks are marked as such (NewSubfileType, tag 254; SubfileType, tag 255). The full image may
 * be a sub-directory of a thumbnail. Where nothing is marked, the largest image is the full one.
 */
final class TiffImage {
    private static final int NEW_SUBFILE_TYPE = 254;
    private static final int SUBFILE_TYPE = 255;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS_PER_SAMPLE = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int IMAGE_DESCRIPTION = 270;
    private static final int STRIP_OFFSETS = 273;
    private static final int ORIENTATION = 274;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int ROWS_PER_STRIP = 278;
    private static final int STRIP_BYTE_COUNTS = 279;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTE_COUNTS = 325;
    private static final int EXTRA_SAMPLES = 338;
    private static final int SAMPLE_FORMAT = 339;
    private static final int JPEG_TABLES = 347;
    private static final int GDAL_NO_DATA = 42113;

    /** All that the pixels depend on, and nothing else: damaged metadata do not matter. */
    private static final Set<Integer> PIXEL_TAGS = Set.of(
            WIDTH,
            HEIGHT,
            BITS_PER_SAMPLE,
            COMPRESSION,
            PHOTOMETRIC,
            266, // FillOrder
            STRIP_OFFSETS,
            SAMPLES_PER_PIXEL,
            ROWS_PER_STRIP,
            STRIP_BYTE_COUNTS,
            284, // PlanarConfiguration
            292, // T4Options
            293, // T6Options
            317, // Predictor
            320, // ColorMap
            TILE_WIDTH,
            TILE_HEIGHT,
            TILE_OFFSETS,
            TILE_BYTE_COUNTS,
            EXTRA_SAMPLES,
            SAMPLE_FORMAT,
            JPEG_TABLES,
            512, // JPEGProc and further tags of the first kind of JPEG in TIFF
            513,
            514,
            515,
            517,
            518,
            519,
            520,
            521,
            529, // YCbCrCoefficients
            530, // YCbCrSubSampling
            531, // YCbCrPositioning
            532); // ReferenceBlackWhite

    private static final int REDUCED = 1;
    private static final int MASK = 4;
    private static final int OLD_REDUCED = 2;
    private static final int UNSIGNED = 1;
    private static final int SIGNED = 2;
    private static final int FLOATING_POINT = 3;
    private static final int RGB = 2;
    private static final int UNSPECIFIED = 0;
    private static final int UNCOMPRESSED = 1;
    private static final int OLD_JPEG = 6;
    private static final int NEW_JPEG = 7;

    private static final Map<Integer, String> UNSUPPORTED_COLORS = Map.of(
            4, "a transparency mask",
            5, "a CMYK image",
            8, "a CIE L*a*b* image",
            9, "an ICC L*a*b* image",
            10, "an ITU L*a*b* image",
            32803, "raw data of a color filter array",
            34892, "linear raw data");
    /** Compressions that are read, with the most bytes that one stored byte can stand for; 0 where there is no bound. */
    private static final Map<Integer, Integer> COMPRESSIONS = Map.ofEntries(
            Map.entry(UNCOMPRESSED, 1),
            Map.entry(2, 0), // CCITT, of one bit per pixel
            Map.entry(3, 0),
            Map.entry(4, 0),
            Map.entry(5, 4096), // LZW: strings of up to 4093 bytes in a code of 9 to 12 bits
            Map.entry(OLD_JPEG, 0),
            Map.entry(NEW_JPEG, 0),
            Map.entry(8, PngChunks.MOST_INFLATED), // Deflate
            Map.entry(32946, PngChunks.MOST_INFLATED),
            Map.entry(32773, 64)); // PackBits: 128 bytes from two

    private static final Map<Integer, String> UNSUPPORTED_COMPRESSIONS = Map.ofEntries(
            Map.entry(9, "JBIG"),
            Map.entry(10, "JBIG"),
            Map.entry(32766, "NeXT's run lengths"),
            Map.entry(32771, "CCITT with word alignment"),
            Map.entry(32809, "ThunderScan"),
            Map.entry(32908, "PixarFilm"),
            Map.entry(32909, "PixarLog"),
            Map.entry(33003, "JPEG 2000"),
            Map.entry(33004, "JPEG 2000"),
            Map.entry(33005, "JPEG 2000"),
            Map.entry(34661, "JBIG"),
            Map.entry(34676, "SGI LogLuv"),
            Map.entry(34677, "SGI LogLuv"),
            Map.entry(34712, "JPEG 2000"),
            Map.entry(34887, "LERC"),
            Map.entry(34892, "lossy JPEG of a DNG file"),
            Map.entry(34925, "LZMA"),
            Map.entry(34926, "ZSTD"),
            Map.entry(34927, "WebP"),
            Map.entry(34933, "PNG"),
            Map.entry(34934, "JPEG XR"),
            Map.entry(50000, "ZSTD"),
            Map.entry(50001, "WebP"),
            Map.entry(50002, "JPEG XL"),
            Map.entry(52546, "JPEG XL"));
    private static final Set<Integer> WHOLE_BITS = Set.of(1, 2, 4, 8, 10, 12, 14, 16);
    /** Depths of which readers fill the upper bits of a byte or a short with zeros. */
    private static final Set<Integer> PACKED_BITS = Set.of(10, 12, 14);

    /** ImageJ stores large stacks behind one directory and states the number of images in its description. */
    private static final Pattern IMAGEJ_STACK = Pattern.compile("(?m)^images=(\\d{1,9})\\s*$");

    private final TiffDirectory tags;
    private int count = 1;
    private final List<ImageNote> notes = new ArrayList<>();

    private TiffImage(TiffDirectory tags) {
        this.tags = tags;
    }

    /**
     * Selects the image.
     *
     * @throws IOException if the file holds none
     */
    static TiffImage of(byte[] tiff) throws IOException {
        List<TiffDirectory> images = TiffDirectory.all(tiff).stream()
                .filter(directory -> directory.number(WIDTH, 0) > 0 && directory.number(HEIGHT, 0) > 0)
                .filter(directory -> (type(directory) & MASK) == 0)
                .toList();
        if (images.isEmpty()) {
            throw new IOException("it holds no image");
        }
        List<TiffDirectory> full =
                images.stream().filter(directory -> !isReduced(directory)).toList();
        TiffDirectory chosen = (full.isEmpty() ? images : full)
                .stream().max(Comparator.comparingLong(TiffImage::pixels)).orElseThrow();
        TiffImage image = new TiffImage(chosen);
        if (full.isEmpty()) {
            image.note(ImageNote.Kind.REDUCED, "all of its images are marked as reduced; the largest was read");
        }
        // Smaller ones that are not marked may be thumbnails of cameras, or pages.
        int count = Math.max(full.size(), image.stackSize());
        image.count = count;
        if (count > 1) {
            String which = full.indexOf(chosen) > 0 ? "image " + (full.indexOf(chosen) + 1) : "first";
            image.note(ImageNote.Kind.SEVERAL_IMAGES, which + " of " + count + " images read");
        }
        String noData = chosen.text(GDAL_NO_DATA);
        if (!noData.isEmpty()) {
            image.note(ImageNote.Kind.NO_DATA, "its value for missing data, " + noData + ", counts as a level");
        }
        return image;
    }

    private static long type(TiffDirectory directory) {
        return directory.number(NEW_SUBFILE_TYPE, 0);
    }

    private static boolean isReduced(TiffDirectory directory) {
        return (type(directory) & REDUCED) != 0 || directory.number(SUBFILE_TYPE, 0) == OLD_REDUCED;
    }

    private static long pixels(TiffDirectory directory) {
        return Math.min(directory.number(WIDTH, 0), Integer.MAX_VALUE)
                * Math.min(directory.number(HEIGHT, 0), Integer.MAX_VALUE);
    }

    private int stackSize() {
        String description = tags.text(IMAGE_DESCRIPTION);
        Matcher images = IMAGEJ_STACK.matcher(description);
        return description.startsWith("ImageJ=") && images.find() ? Integer.parseInt(images.group(1)) : 1;
    }

    private void note(ImageNote.Kind kind, String text) {
        notes.add(new ImageNote(kind, text));
    }

    /** Returns the orientation of a TIFF file or EXIF block, upright if it does not state any of the eight. */
    static Orientation orientation(byte[] exif) throws IOException {
        return orientation(TiffDirectory.first(exif));
    }

    private static Orientation orientation(TiffDirectory directory) {
        return Orientation.of((int) Math.min(directory.number(ORIENTATION, 1), Integer.MAX_VALUE));
    }

    Orientation orientation() {
        return orientation(tags);
    }

    List<ImageNote> notes() {
        return notes;
    }

    TiffDirectory tags() {
        return tags;
    }

    ImageSize size() {
        return new ImageSize(integer(WIDTH), integer(HEIGHT));
    }

    int channels() {
        return Math.max(integer(SAMPLES_PER_PIXEL), 1);
    }

    /** Returns the number of images that are not marked as reduced. */
    int count() {
        return count;
    }

    StoredValues.Kind kind() {
        return isFloatingPoint()
                ? StoredValues.Kind.FLOATING_POINT
                : isSigned() ? StoredValues.Kind.SIGNED : StoredValues.Kind.UNSIGNED;
    }

    boolean isSigned() {
        return format() == SIGNED;
    }

    boolean isFloatingPoint() {
        return format() == FLOATING_POINT;
    }

    private long format() {
        return tags.number(SAMPLE_FORMAT, UNSIGNED);
    }

    /** Returns the depth where it is less than that of the bytes or shorts that the samples are read into. */
    Optional<BitDepth> packedDepth() {
        return PACKED_BITS.contains(bits()) ? Optional.of(BitDepth.ofBits(bits())) : Optional.empty();
    }

    /** Returns width and height of the tiles in which the image is stored, if it is. */
    Optional<ImageSize> tile() {
        return tags.has(TILE_WIDTH) || tags.has(TILE_HEIGHT)
                ? Optional.of(new ImageSize(integer(TILE_WIDTH), integer(TILE_HEIGHT)))
                : Optional.empty();
    }

    /** Returns whether the last channel is stated to be of no certain meaning: often a further band, not transparency. */
    boolean hasUnspecifiedChannel() {
        long[] extra = tags.numbers(EXTRA_SAMPLES);
        long colors = tags.number(PHOTOMETRIC, RGB) == RGB ? 3 : 1;
        return extra.length > 0 ? extra[0] == UNSPECIFIED : tags.number(SAMPLES_PER_PIXEL, 1) > colors;
    }

    /**
     * Returns what makes this image one that is not read, if anything.
     *
     * @param signedAccepted whether signed samples are none of it
     */
    Optional<String> refusal(boolean signedAccepted) {
        int compression = integer(COMPRESSION);
        if (tags.has(COMPRESSION) && !COMPRESSIONS.containsKey(compression)) {
            String name = UNSUPPORTED_COMPRESSIONS.get(compression);
            return Optional.of(
                    "compressed by " + (name == null ? "method " + compression : name) + ", which is not read");
        }
        String colors = UNSUPPORTED_COLORS.get((int) tags.number(PHOTOMETRIC, RGB));
        if (colors != null) {
            return Optional.of(colors + ", where gray or RGB is expected");
        }
        if (isSigned() && !signedAccepted) {
            return Optional.of("its samples are signed numbers, which are read only as temperatures of infrared images:"
                    + " --counts C/10 takes them as tenths of a degree Celsius");
        }
        if (format() > FLOATING_POINT + 1) { // 4 stands for samples of no stated kind, which readers take as unsigned
            return Optional.of("its samples are complex numbers");
        }
        if (Arrays.stream(tags.numbers(BITS_PER_SAMPLE)).distinct().count() > 1) {
            return Optional.of("its channels differ in their number of bits");
        }
        if (!isFloatingPoint() && !WHOLE_BITS.contains(bits())) {
            return Optional.of("it has " + bits() + " bits per sample; 1, 2, 4, 8, 10, 12, 14 or 16 are supported");
        }
        return Optional.empty();
    }

    int bits() {
        return (int) Math.min(tags.number(BITS_PER_SAMPLE, 1), Integer.MAX_VALUE); // 1 is the standard's default
    }

    private int integer(int tag) {
        return (int) Math.max(Math.min(tags.number(tag, 0), Integer.MAX_VALUE), 0);
    }

    boolean isJpeg() {
        return integer(COMPRESSION) == NEW_JPEG || integer(COMPRESSION) == OLD_JPEG;
    }

    /**
     * Returns the most bytes that the stored data can decode to; empty where the compression has no bound.
     *
     * @param length of the file, in which the data lie where their lengths are not stated
     */
    Optional<Long> mostDecoded(int length) {
        int ratio = COMPRESSIONS.getOrDefault((int) tags.number(COMPRESSION, UNCOMPRESSED), 0);
        if (ratio == 0) {
            return Optional.empty();
        }
        long stored = 0;
        for (long count : tags.numbers(tags.has(TILE_BYTE_COUNTS) ? TILE_BYTE_COUNTS : STRIP_BYTE_COUNTS)) {
            stored += Math.max(Math.min(count, Integer.MAX_VALUE), 0);
        }
        return Optional.of((stored == 0 ? length : stored) * ratio);
    }

    /** Returns the bytes that the image, or a tile of it where that is larger, takes without compression. */
    long decodedBytes() {
        long pixels = Math.max(pixels(tags), (long) integer(TILE_WIDTH) * integer(TILE_HEIGHT));
        return pixels * Math.max(tags.number(SAMPLES_PER_PIXEL, 1), 1) * Math.max(bits(), 1) / Byte.SIZE;
    }

    /**
     * Checks the JPEG files of which a compressed image consists against the strips or tiles that they fill.
     *
     * @throws IOException if one is of another size or kind
     */
    void checkParts(byte[] tiff) throws IOException {
        boolean tiled = tags.has(TILE_OFFSETS);
        long[] offsets = tags.numbers(tiled ? TILE_OFFSETS : STRIP_OFFSETS);
        long[] counts = tags.numbers(tiled ? TILE_BYTE_COUNTS : STRIP_BYTE_COUNTS);
        long width = tags.number(tiled ? TILE_WIDTH : WIDTH, 0);
        long rows = Math.min(tags.number(tiled ? TILE_HEIGHT : ROWS_PER_STRIP, Integer.MAX_VALUE), Integer.MAX_VALUE);
        long height = tiled ? rows : Math.min(rows, tags.number(HEIGHT, 0));
        for (int i = 0; i < Math.min(offsets.length, counts.length); i++) {
            if (offsets[i] < 0 || counts[i] < 0 || offsets[i] > tiff.length - counts[i]) {
                throw new IOException("a part of it is outside of the file");
            }
            byte[] part = Arrays.copyOfRange(tiff, (int) offsets[i], (int) (offsets[i] + counts[i]));
            Optional<JpegFile.Frame> frame = JpegFile.frame(part);
            if (frame.isPresent() && (frame.get().width() > width || frame.get().height() > height)) {
                throw new IOException("a JPEG in it has " + frame.get().width() + " x "
                        + frame.get().height() + " pixels where " + width + " x " + height + " are stated");
            }
        }
    }

    /** Returns the file with this image as its only one; where the file is cut, strips end with it. */
    byte[] canonical(int length) {
        int countTag = tags.has(TILE_BYTE_COUNTS) ? TILE_BYTE_COUNTS : STRIP_BYTE_COUNTS;
        long[] offsets = tags.numbers(tags.has(TILE_OFFSETS) ? TILE_OFFSETS : STRIP_OFFSETS);
        long[] counts = tags.numbers(countTag);
        boolean cut = false;
        for (int i = 0; i < Math.min(offsets.length, counts.length); i++) {
            long most = Math.max(length - Math.max(offsets[i], 0), 0);
            if (counts[i] < 0 || counts[i] > most) {
                counts[i] = most;
                cut = true;
            }
        }
        return tags.alone(PIXEL_TAGS, cut ? Map.of(countTag, counts) : Map.of());
    }
}
