// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.geometry.Resampling;
import java.util.Optional;

/**
 * A decoded training pair, all maps of equal size.
 *
 * @param name for messages
 * @param visible the visible image
 * @param infrared the infrared image
 * @param labels the labels of its pixels, if there are any
 * @param mask the salient targets: above 0 where the intensity follows one source in any case
 */
public record TrainingSample(String name, ColorImage visible, Plane infrared, Optional<Labels> labels, LabelMap mask) {
    /**
     * The labels of a pair.
     *
     * @param classes the class of each pixel, or {@link LabelMap#IGNORED}
     * @param binary 1 on objects, else 0
     * @param boundary 1 on contours, else 0
     */
    public record Labels(LabelMap classes, LabelMap binary, LabelMap boundary) {}

    /** Returns the width in pixels. */
    public int width() {
        return infrared.width();
    }

    /** Returns the height in pixels. */
    public int height() {
        return infrared.height();
    }

    /**
     * Returns the pair at another size: images by linear interpolation, widened where they shrink, and of the maps the nearest value.
     *
     * @param factor of both sides, which are rounded and at least 1 pixel
     */
    TrainingSample scaled(double factor) {
        int width = Math.max(1, Math.toIntExact(Math.round(factor * width())));
        int height = Math.max(1, Math.toIntExact(Math.round(factor * height())));
        if (width == width() && height == height()) {
            return this;
        }
        return new TrainingSample(
                name,
                new ColorImage(
                        Resampling.bilinear(visible.red(), width, height),
                        Resampling.bilinear(visible.green(), width, height),
                        Resampling.bilinear(visible.blue(), width, height)),
                Resampling.bilinear(infrared, width, height),
                labels.map(maps -> new Labels(
                        Resampling.nearest(maps.classes(), width, height),
                        Resampling.nearest(maps.binary(), width, height),
                        Resampling.nearest(maps.boundary(), width, height))),
                Resampling.nearest(mask, width, height));
    }
}
