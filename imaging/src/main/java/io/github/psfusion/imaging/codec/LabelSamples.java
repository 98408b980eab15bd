// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import io.github.psfusion.imaging.LabelMap;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;

/** Takes the classes of a label picture: palette indices or grey levels as they stand, without any conversion. */
final class LabelSamples {
    private LabelSamples() {}

    /**
     * Takes a picture's classes. Three equal channels count as one; alpha is not looked at.
     *
     * @throws IllegalArgumentException naming why the picture is no label map
     */
    static LabelMap take(StoredPicture stored) {
        BufferedImage picture = stored.picture();
        Raster raster = picture.getRaster();
        int type = raster.getTransferType();
        if (type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE) {
            throw new IllegalArgumentException("it has floating-point samples; classes are whole numbers");
        }
        int channels = picture.getColorModel() instanceof IndexColorModel
                ? 1
                : picture.getColorModel().getNumColorComponents();
        ImageSize size = stored.orientation().upright(stored.size());
        int[] classes = band(raster, 0);
        for (int band = 1; band < channels; band++) {
            if (!Arrays.equals(classes, band(raster, band))) {
                throw new IllegalArgumentException(
                        "it is a colour picture; a label map has one channel of class indices");
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
