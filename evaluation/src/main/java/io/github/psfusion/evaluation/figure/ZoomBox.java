// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.figure;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;

/**
 * A part of an image that is shown enlarged, in pixels of the image.
 *
 * @param x left edge, at least 0
 * @param y upper edge, at least 0
 * @param width at least 1
 * @param height at least 1
 */
public record ZoomBox(int x, int y, int width, int height) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is too small
     */
    public ZoomBox {
        if (x < 0 || y < 0 || width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    x + "," + y + "," + width + "," + height
                            + ": expected the left and the upper edge, at least 0, then width and height, at least 1, in pixels");
        }
    }

    /** Returns whether it is within an image. */
    public boolean fits(Image image) {
        return (long) x + width <= image.width() && (long) y + height <= image.height();
    }

    /** Returns this part of an image. */
    Image of(Image image) {
        if (image instanceof ColorImage color) {
            return new ColorImage(of(color.red()), of(color.green()), of(color.blue()));
        }
        return of(image.luminance());
    }

    private Plane of(Plane plane) {
        float[] samples = new float[width * height];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                samples[row * width + column] = plane.at(x + column, y + row);
            }
        }
        return Plane.wrap(width, height, samples);
    }
}
