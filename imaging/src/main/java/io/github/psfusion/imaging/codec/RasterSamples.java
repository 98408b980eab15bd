// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import java.awt.color.ColorSpace;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DirectColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes the samples of a {@link java.awt.image.BufferedImage} as they are in its raster.
 *
 * <p>Never by {@code getRGB}: it bends linear gray and cuts 16 bits to 8.
 */
final class RasterSamples {
    private static final int BYTE_MAX = 255;
    private static final int RGB = 3;

    private final Raster raster;
    private final ColorModel colors;
    private final Orientation orientation;
    private final ImageSize size;
    private final Optional<BitDepth> packedDepth;
    private final boolean unspecifiedChannel;
    private final List<ImageNote> notes;

    private RasterSamples(StoredImage stored) {
        this.raster = stored.image().getRaster();
        this.colors = stored.image().getColorModel();
        this.orientation = stored.orientation();
        this.size = stored.size();
        this.packedDepth = stored.packedDepth();
        this.unspecifiedChannel = stored.unspecifiedChannel();
        this.notes = new ArrayList<>(stored.notes());
    }

    /** The result: an image, the depth of its levels and what was changed. */
    record Taken(Image image, BitDepth depth, List<ImageNote> notes) {}

    /**
     * Takes an image's samples.
     *
     * @throws IllegalArgumentException naming what is not supported
     */
    static Taken take(StoredImage stored) {
        return new RasterSamples(stored).take();
    }

    /**
     * Takes the color of an image and its further channel, which is not transparency.
     *
     * @throws IllegalArgumentException naming what is not supported
     */
    static List<Taken> takeColorAndFourth(StoredImage stored) {
        RasterSamples samples = new RasterSamples(stored);
        if (!(samples.colors instanceof ComponentColorModel)
                || samples.colors.getNumColorComponents() != RGB
                || samples.raster.getNumBands() != RGB + 1) {
            throw new IllegalArgumentException("it has not four channels");
        }
        Taken color = samples.components();
        Plane fourth = samples.raster.getTransferType() == DataBuffer.TYPE_FLOAT
                        || samples.raster.getTransferType() == DataBuffer.TYPE_DOUBLE
                ? samples.floats(RGB)
                : samples.mapped(RGB, samplesOfLevels(color.depth().max()));
        return List.of(color, new Taken(fourth, color.depth(), List.of()));
    }

    private Taken take() {
        if (colors instanceof IndexColorModel palette) {
            return new Taken(expanded(palette), BitDepth.BITS_8, notes);
        }
        noteFurtherChannel();
        if (colors instanceof DirectColorModel packed) {
            return new Taken(unpacked(packed), BitDepth.BITS_8, notes);
        }
        if (colors instanceof ComponentColorModel) {
            return components();
        }
        throw new IllegalArgumentException("its color model is not supported");
    }

    /** Transparency that no pixel has is not worth a word. */
    private void noteFurtherChannel() {
        int channel = colors.getNumColorComponents();
        if (raster.getNumBands() <= channel) {
            return;
        }
        if (unspecifiedChannel || !colors.hasAlpha()) {
            notes.add(new ImageNote(
                    ImageNote.Kind.CHANNEL_DROPPED, "channel " + (channel + 1) + " dropped, of no stated meaning"));
        } else if (!isOpaque(channel)) {
            notes.add(new ImageNote(
                    ImageNote.Kind.ALPHA_DROPPED,
                    colors.isAlphaPremultiplied()
                            ? "alpha dropped: transparent parts are blended with black"
                            : "alpha dropped"));
        }
    }

    private boolean isOpaque(int alpha) {
        int type = raster.getTransferType();
        double opaque = type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE
                ? 1
                : (1 << raster.getSampleModel().getSampleSize(alpha)) - 1;
        double[] row = new double[size.width()];
        for (int y = 0; y < size.height(); y++) {
            raster.getSamples(0, y, size.width(), 1, alpha, row);
            for (double value : row) {
                if (value < opaque) {
                    return false;
                }
            }
        }
        return true;
    }

    private Taken components() {
        int space = colors.getColorSpace().getType();
        if (space != ColorSpace.TYPE_GRAY && space != ColorSpace.TYPE_RGB) {
            throw new IllegalArgumentException("it is neither gray nor RGB");
        }
        if (raster.getNumBands() > colors.getNumColorComponents() + 1) {
            throw new IllegalArgumentException(
                    "it has " + raster.getNumBands() + " channels; gray, RGB and one more for alpha are supported");
        }
        int type = raster.getTransferType();
        if (type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE) {
            // The samples of such files are what they are; 16 bits is the nearest depth that files are written with.
            return new Taken(image(this::floats), BitDepth.BITS_16, notes);
        }
        if (type != DataBuffer.TYPE_BYTE && type != DataBuffer.TYPE_USHORT) {
            throw new IllegalArgumentException("it has signed samples, or more than 16 bits per sample");
        }
        BitDepth depth =
                packedDepth.orElse(BitDepth.ofBits(raster.getSampleModel().getSampleSize(0)));
        float[] samples = samplesOfLevels(depth.max());
        return new Taken(image(band -> mapped(band, samples)), depth, notes);
    }

    private Image image(BandReader bands) {
        if (colors.getNumColorComponents() < RGB) {
            return bands.plane(0);
        }
        return new ColorImage(bands.plane(0), bands.plane(1), bands.plane(2));
    }

    private interface BandReader {
        Plane plane(int band);
    }

    private static float[] samplesOfLevels(int max) {
        float[] samples = new float[max + 1];
        for (int level = 0; level <= max; level++) {
            samples[level] = level / (float) max;
        }
        return samples;
    }

    private Image expanded(IndexColorModel palette) {
        if (palette.hasAlpha() && !isOpaque(palette)) {
            notes.add(new ImageNote(ImageNote.Kind.ALPHA_DROPPED, "alpha dropped"));
        }
        float[] levels = samplesOfLevels(BYTE_MAX);
        int count = palette.getMapSize();
        float[] red = new float[count];
        float[] green = new float[count];
        float[] blue = new float[count];
        boolean gray = true;
        for (int i = 0; i < count; i++) {
            red[i] = levels[palette.getRed(i)];
            green[i] = levels[palette.getGreen(i)];
            blue[i] = levels[palette.getBlue(i)];
            gray &= palette.getRed(i) == palette.getGreen(i) && palette.getRed(i) == palette.getBlue(i);
        }
        if (gray) {
            return mapped(0, red);
        }
        notes.add(new ImageNote(ImageNote.Kind.PALETTE_EXPANDED, "palette expanded to RGB"));
        return new ColorImage(mapped(0, red), mapped(0, green), mapped(0, blue));
    }

    private boolean isOpaque(IndexColorModel palette) {
        int[] row = new int[size.width()];
        for (int y = 0; y < size.height(); y++) {
            raster.getSamples(0, y, size.width(), 1, 0, row);
            for (int index : row) {
                if (index < palette.getMapSize() && palette.getAlpha(index) < BYTE_MAX) {
                    return false;
                }
            }
        }
        return true;
    }

    private ColorImage unpacked(DirectColorModel packed) {
        float[] levels = samplesOfLevels(BYTE_MAX);
        return new ColorImage(
                unpacked(0, packed.getRedMask(), levels),
                unpacked(1, packed.getGreenMask(), levels),
                unpacked(2, packed.getBlueMask(), levels));
    }

    /** Brings fields of fewer bits, such as 5 of BMP's 16, to 8 bits. */
    private Plane unpacked(int band, int mask, float[] levels) {
        int max = mask >>> Integer.numberOfTrailingZeros(mask);
        if (max < 1 || max > BYTE_MAX) {
            throw new IllegalArgumentException("it packs its colors in an unusual way");
        }
        float[] samples = new float[max + 1];
        for (int v = 0; v <= max; v++) {
            samples[v] = levels[(v * BYTE_MAX + max / 2) / max];
        }
        return mapped(band, samples);
    }

    private Plane mapped(int band, float[] samples) {
        int[] row = new int[size.width()];
        float[] values = new float[size.width() * size.height()];
        for (int y = 0; y < size.height(); y++) {
            raster.getSamples(0, y, size.width(), 1, band, row);
            for (int x = 0; x < row.length; x++) {
                if (row[x] >= samples.length) { // possible in packed depths and short palettes
                    throw new IllegalArgumentException("a pixel has the value " + row[x] + ", but only 0 to "
                            + (samples.length - 1) + " are defined");
                }
                values[y * row.length + x] = samples[row[x]];
            }
        }
        return upright(values);
    }

    private Plane floats(int band) {
        float[] values = raster.getSamples(0, 0, size.width(), size.height(), band, (float[]) null);
        for (float value : values) {
            if (!(value >= 0 && value <= 1)) { // not a number as well
                throw new IllegalArgumentException(
                        "it has the floating-point sample " + value + "; such files must hold numbers from 0 to 1");
            }
        }
        return upright(values);
    }

    private Plane upright(float[] values) {
        if (orientation == Orientation.UPRIGHT) {
            return Plane.wrap(size.width(), size.height(), values);
        }
        ImageSize upright = orientation.upright(size);
        float[] turned = new float[values.length];
        for (int y = 0; y < upright.height(); y++) {
            for (int x = 0; x < upright.width(); x++) {
                turned[y * upright.width() + x] = values[orientation.source(x, y, size)];
            }
        }
        return Plane.wrap(upright.width(), upright.height(), turned);
    }
}
