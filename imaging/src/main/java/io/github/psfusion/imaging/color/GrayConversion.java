// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.color;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;

/**
 * How libraries turn color of 8 bits into gray levels of 8 bits, exactly: published programs read their images by them. The weights
 * are those of ITU-R BT.601 in fixed point; {@code >>} cuts off the fraction.
 */
public enum GrayConversion {
    /** OpenCV, RGB to gray: {@code (9798 R + 19235 G + 3735 B + 16384) >> 15}. */
    OPENCV(9798, 19235, 3735, 16384, 15),
    /** OpenCV, the Y of YCrCb: {@code (4899 R + 9617 G + 1868 B + 8192) >> 14}. */
    OPENCV_LUMA(4899, 9617, 1868, 8192, 14),
    /** A PNG file of color read as gray: {@code (9797 R + 19234 G + 3737 B) >> 15}. */
    LIBPNG(9797, 19234, 3737, 0, 15),
    /** Pillow, mode L: {@code (19595 R + 38470 G + 7471 B + 32768) >> 16}. */
    PILLOW(19595, 38470, 7471, 32768, 16);

    private final int red;
    private final int green;
    private final int blue;
    private final int offset;
    private final int shift;

    GrayConversion(int red, int green, int blue, int offset, int shift) {
        this.red = red;
        this.green = green;
        this.blue = blue;
        this.offset = offset;
        this.shift = shift;
    }

    /** Returns the gray level of a color, all from 0 to 255. */
    public int level(int r, int g, int b) {
        return (red * r + green * g + blue * b + offset) >> shift;
    }

    /** Returns an image as gray; color of more than 8 bits is rounded to 8 bits first, a plane returns itself. */
    public Plane of(Image image) {
        if (!(image instanceof ColorImage color)) {
            return image.luminance();
        }
        float[] samples = color.red().toArray();
        float[] g = color.green().toArray();
        float[] b = color.blue().toArray();
        for (int i = 0; i < samples.length; i++) {
            samples[i] = EightBit.sample(
                    level(EightBit.nearest(samples[i]), EightBit.nearest(g[i]), EightBit.nearest(b[i])));
        }
        return Plane.wrap(image.width(), image.height(), samples);
    }
}
