// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import io.github.psfusion.imaging.ColourImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.SampleDepth;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;

/** To and from the pictures of {@code java.awt}, for programs that have them already. */
public final class BufferedImages {
    private BufferedImages() {}

    /**
     * Returns a picture's samples, {@code level / (float) max}; alpha is dropped, a palette expanded.
     *
     * @throws IllegalArgumentException if the picture is neither grey nor RGB, has signed samples or more than 16 bits, or
     *     floating-point samples outside [0, 1]
     */
    public static Image of(BufferedImage picture) {
        return RasterSamples.take(StoredPicture.upright(picture)).image();
    }

    /**
     * Returns a picture of 8 or 16 bits, grey or RGB, with samples rounded to the nearest level.
     *
     * @throws IllegalArgumentException if the depth is another one, or a sample is not a number
     */
    public static BufferedImage of(Image image, SampleDepth depth) {
        return of(image, depth, Rounding.NEAREST);
    }

    static BufferedImage of(Image image, SampleDepth depth, Rounding rounding) {
        if (depth != SampleDepth.BITS_8 && depth != SampleDepth.BITS_16) {
            throw new IllegalArgumentException("pictures are made with 8 or 16 bits, not " + depth.bits());
        }
        BufferedImage picture = empty(image, depth);
        WritableRaster raster = picture.getRaster();
        if (image instanceof ColourImage colour) {
            setBand(raster, 0, colour.red(), depth, rounding);
            setBand(raster, 1, colour.green(), depth, rounding);
            setBand(raster, 2, colour.blue(), depth, rounding);
        } else {
            setBand(raster, 0, image.luminance(), depth, rounding);
        }
        return picture;
    }

    private static BufferedImage empty(Image image, SampleDepth depth) {
        boolean grey = image instanceof Plane;
        if (depth == SampleDepth.BITS_8) {
            int type = grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
            return new BufferedImage(image.width(), image.height(), type);
        }
        ColorSpace space = ColorSpace.getInstance(grey ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        ComponentColorModel colours =
                new ComponentColorModel(space, false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
        WritableRaster raster = colours.createCompatibleWritableRaster(image.width(), image.height());
        return new BufferedImage(colours, raster, false, null);
    }

    private static void setBand(WritableRaster raster, int band, Plane plane, SampleDepth depth, Rounding rounding) {
        float[] samples = plane.toArray();
        int[] row = new int[plane.width()];
        for (int y = 0; y < plane.height(); y++) {
            for (int x = 0; x < row.length; x++) {
                row[x] = rounding.level(samples[y * row.length + x], depth.max());
            }
            raster.setSamples(0, y, row.length, 1, band, row);
        }
    }

    static BufferedImage of(LabelMap labels, IndexColours colours) {
        byte[][] palette = new byte[3][IndexColours.SIZE];
        for (int i = 0; i < IndexColours.SIZE; i++) {
            palette[0][i] = (byte) (colours.of(i) >> 16);
            palette[1][i] = (byte) (colours.of(i) >> 8);
            palette[2][i] = (byte) colours.of(i);
        }
        IndexColorModel model = new IndexColorModel(Byte.SIZE, IndexColours.SIZE, palette[0], palette[1], palette[2]);
        BufferedImage picture =
                new BufferedImage(labels.width(), labels.height(), BufferedImage.TYPE_BYTE_INDEXED, model);
        picture.getRaster().setDataElements(0, 0, labels.width(), labels.height(), labels.toArray());
        return picture;
    }
}
