// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import io.github.psfusion.imaging.LabelMap;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;

/** Takes the classes of a label image: palette indices or gray levels as they stand, without any conversion. */
final class LabelSamples {
    private LabelSamples() {}

    /**
     * Takes an image's classes. Three equal channels count as one; alpha is ignored.
     *
     * @throws IllegalArgumentException naming why the image is no label map
     */
    static LabelMap take(StoredImage stored) {
        BufferedImage image = stored.image();
        Raster raster = image.getRaster();
        int type = raster.getTransferType();
        if (type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE) {
            throw new IllegalArgumentException("it has floating-point samples; classes are whole numbers");
        }
        int channels = image.getColorModel() instanceof IndexColorModel
                ? 1
                : image.getColorModel().getNumColorComponents();
        ImageSize size = stored.orientation().upright(stored.size());
        int[] classes = band(raster, 0);
        for (int band = 1; band < channels; band++) {
            if (!Arrays.equals(classes, band(raster, band))) {
                throw new IllegalArgumentException("it is a color image; a label map has one channel of class indices");
            }
        }
        byte[] labels = new byte[classes.length];
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                int label = classes[stored.orientation().source(x, y, stored.size())];
                if (label < 0 || label > LabelMap.IGNORED) {
                    throw new IllegalArgumentException(
                            "it has the value " + label + " at (" + x + ", " + y + "); classes are 0 to 255");
                }
                labels[y * size.width() + x] = (byte) label;
            }
        }
        return LabelMap.of(size.width(), size.height(), labels);
    }

    private static int[] band(Raster raster, int band) {
        return raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), band, (int[]) null);
    }
}
