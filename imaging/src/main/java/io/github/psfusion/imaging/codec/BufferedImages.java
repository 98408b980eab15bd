// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;

/** To and from the images of {@code java.awt}, for programs that have them already. */
public final class BufferedImages {
    private BufferedImages() {}

    /**
     * Returns an image's samples, {@code level / (float) max}; alpha is dropped, a palette expanded.
     *
     * @throws IllegalArgumentException if the image is neither gray nor RGB, has signed samples or more than 16 bits, or
     *     floating-point samples outside [0, 1]
     */
    public static Image of(BufferedImage image) {
        return RasterSamples.take(StoredImage.upright(image)).image();
    }

    /**
     * Returns an image of 8 or 16 bits, gray or RGB, with samples rounded to the nearest level.
     *
     * @throws IllegalArgumentException if the depth is another one, or a sample is not a number
     */
    public static BufferedImage of(Image image, BitDepth depth) {
        return of(image, depth, Rounding.NEAREST);
    }

    static BufferedImage of(Image image, BitDepth depth, Rounding rounding) {
        if (depth != BitDepth.BITS_8 && depth != BitDepth.BITS_16) {
            throw new IllegalArgumentException("images are made with 8 or 16 bits, not " + depth.bits());
        }
        BufferedImage buffered = empty(image, depth);
        WritableRaster raster = buffered.getRaster();
        if (image instanceof ColorImage color) {
            setBand(raster, 0, color.red(), depth, rounding);
            setBand(raster, 1, color.green(), depth, rounding);
            setBand(raster, 2, color.blue(), depth, rounding);
        } else {
            setBand(raster, 0, image.luminance(), depth, rounding);
        }
        return buffered;
    }

    private static BufferedImage empty(Image image, BitDepth depth) {
        boolean gray = image instanceof Plane;
        if (depth == BitDepth.BITS_8) {
            int type = gray ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
            return new BufferedImage(image.width(), image.height(), type);
        }
        ColorSpace space = ColorSpace.getInstance(gray ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        ComponentColorModel colors =
                new ComponentColorModel(space, false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
        WritableRaster raster = colors.createCompatibleWritableRaster(image.width(), image.height());
        return new BufferedImage(colors, raster, false, null);
    }

    private static void setBand(WritableRaster raster, int band, Plane plane, BitDepth depth, Rounding rounding) {
        float[] samples = plane.toArray();
        int[] row = new int[plane.width()];
        for (int y = 0; y < plane.height(); y++) {
            for (int x = 0; x < row.length; x++) {
                row[x] = rounding.level(samples[y * row.length + x], depth.max());
            }
            raster.setSamples(0, y, row.length, 1, band, row);
        }
    }

    /** Returns an image of floating-point values, which are not limited to [0, 1]. */
    static BufferedImage ofValues(int width, int height, float[] values) {
        ColorSpace gray = ColorSpace.getInstance(ColorSpace.CS_GRAY);
        ComponentColorModel colors =
                new ComponentColorModel(gray, false, false, Transparency.OPAQUE, DataBuffer.TYPE_FLOAT);
        WritableRaster raster = colors.createCompatibleWritableRaster(width, height);
        raster.setSamples(0, 0, width, height, 0, values);
        return new BufferedImage(colors, raster, false, null);
    }

    static BufferedImage of(LabelMap labels, IndexColors colors) {
        byte[][] palette = new byte[3][IndexColors.SIZE];
        for (int i = 0; i < IndexColors.SIZE; i++) {
            palette[0][i] = (byte) (colors.of(i) >> 16);
            palette[1][i] = (byte) (colors.of(i) >> 8);
            palette[2][i] = (byte) colors.of(i);
        }
        IndexColorModel model = new IndexColorModel(Byte.SIZE, IndexColors.SIZE, palette[0], palette[1], palette[2]);
        BufferedImage image =
                new BufferedImage(labels.width(), labels.height(), BufferedImage.TYPE_BYTE_INDEXED, model);
        image.getRaster().setDataElements(0, 0, labels.width(), labels.height(), labels.toArray());
        return image;
    }
}
