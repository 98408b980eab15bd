// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.geometry.Resampling;
import io.github.psfusion.imaging.numeric.DoubleImage;

/**
 * An image at one size of a pyramid.
 *
 * @param image values in [0, 1]
 * @param area its valid pixels
 * @param toFull from points of this level to points of the full image
 */
record Level(DoubleImage image, ValidArea area, Homography toFull) {
    /**
     * Reduces an image by areas.
     *
     * @param factor how much shorter the sides get; a factor up to 1 keeps the image
     */
    static Level of(Plane plane, ValidArea area, double factor) {
        if (factor <= 1) {
            return new Level(DoubleImage.of(plane), area, Homography.IDENTITY);
        }
        int width = Math.max((int) Math.round(plane.width() / factor), 1);
        int height = Math.max((int) Math.round(plane.height() / factor), 1);
        return new Level(
                DoubleImage.of(Resampling.area(plane, width, height)),
                area.reduced(width, height),
                Homography.resized(width, height, plane.width(), plane.height()));
    }

    int width() {
        return image.width();
    }

    int height() {
        return image.height();
    }
}
