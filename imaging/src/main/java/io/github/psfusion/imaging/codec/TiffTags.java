// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import com.twelvemonkeys.imageio.metadata.CompoundDirectory;
import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import io.github.psfusion.imaging.BitDepth;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;

/** The tags of the first image of a TIFF file, or of an EXIF block, which has the same form. */
final class TiffTags {
    private static final int UNSIGNED = 1;
    private static final int SIGNED = 2;
    private static final int FLOATING_POINT = 3;

    private static final int RGB = 2;
    private static final Map<Integer, String> UNSUPPORTED_COLORS = Map.of(
            4,
            "a transparency mask",
            5,
            "a CMYK image",
            8,
            "a CIE L*a*b* image",
            9,
            "an ICC L*a*b* image",
            10,
            "an ITU L*a*b* image",
            32803,
            "raw data of a color filter array",
            34892,
            "linear raw data");

    private static final Set<Integer> WHOLE_BITS = Set.of(1, 2, 4, 8, 10, 12, 14, 16);
    /** Depths of which readers fill the upper bits of a byte or a short with zeros. */
    private static final Set<Integer> PACKED_BITS = Set.of(10, 12, 14);

    private final Directory tags;
    private final boolean severalImages;

    private TiffTags(Directory tags, boolean severalImages) {
        this.tags = tags;
        this.severalImages = severalImages;
    }

    static TiffTags read(byte[] tiff) throws IOException {
        try (ImageInputStream in = new ByteArrayImageInputStream(tiff)) {
            CompoundDirectory images = (CompoundDirectory) new TIFFReader().read(in);
            if (images.directoryCount() == 0) {
                throw new IOException("it holds no image");
            }
            return new TiffTags(images.getDirectory(0), images.directoryCount() > 1);
        }
    }

    /** Returns the orientation, upright if it is not stated or nonsense, which is what viewers do. */
    Orientation orientation() {
        return Orientation.of(number(TIFF.TAG_ORIENTATION, 1));
    }

    boolean severalImages() {
        return severalImages;
    }

    boolean isFloatingPoint() {
        return number(TIFF.TAG_SAMPLE_FORMAT, UNSIGNED) == FLOATING_POINT;
    }

    /** Returns the depth where it is less than that of the bytes or shorts that the samples are read into. */
    Optional<BitDepth> packedDepth() {
        int bits = bits();
        return PACKED_BITS.contains(bits) ? Optional.of(BitDepth.ofBits(bits)) : Optional.empty();
    }

    /** Returns width and height of the tiles in which the image is stored, if it is. */
    Optional<ImageSize> tile() {
        int width = number(TIFF.TAG_TILE_WIDTH, 0);
        int height = number(TIFF.TAG_TILE_HEIGTH, 0);
        return width == 0 && height == 0 ? Optional.empty() : Optional.of(new ImageSize(width, height));
    }

    /** Returns what makes this image one that is not read, if anything. */
    Optional<String> refusal() {
        String colors = UNSUPPORTED_COLORS.get(number(TIFF.TAG_PHOTOMETRIC_INTERPRETATION, RGB));
        if (colors != null) {
            return Optional.of(colors + ", where gray or RGB is expected");
        }
        if (number(TIFF.TAG_SAMPLE_FORMAT, UNSIGNED) == SIGNED) {
            return Optional.of("its samples are signed numbers");
        }
        if (!isFloatingPoint() && !WHOLE_BITS.contains(bits())) {
            return Optional.of("it has " + bits() + " bits per sample; 1, 2, 4, 8, 10, 12, 14 or 16 are supported");
        }
        return Optional.empty();
    }

    private int bits() {
        return number(TIFF.TAG_BITS_PER_SAMPLE, 1); // the standard's default
    }

    /** Returns the first value of a tag; numbers beyond an int, which no sound file has, as the largest one. */
    private int number(int tag, int otherwise) {
        Entry entry = tags.getEntryById(tag);
        Object value = entry == null ? null : entry.getValue();
        if (value instanceof int[] values && values.length > 0) {
            return values[0];
        }
        if (value instanceof short[] values && values.length > 0) {
            return values[0];
        }
        if (value instanceof long[] values && values.length > 0) {
            return (int) Math.min(values[0], Integer.MAX_VALUE);
        }
        return value instanceof Number number ? (int) Math.min(number.longValue(), Integer.MAX_VALUE) : otherwise;
    }
}
