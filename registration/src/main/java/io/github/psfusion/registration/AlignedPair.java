// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.geometry.Resampling;

/**
 * A pair whose images lie on each other.
 *
 * @param infrared infrared image
 * @param visible visible image, of the same size
 * @param area the pixels on which both have content; the warped image is 0 elsewhere
 */
public record AlignedPair(Plane infrared, Image visible, ValidArea area) {
    /**
     * Warps one image of a pair onto the other one.
     *
     * @param toInfrared from visible to infrared points
     * @param toVisible the map in the other direction
     */
    public static AlignedPair of(
            Plane infrared, Image visible, CoordinateMap toInfrared, CoordinateMap toVisible, OutputFrame frame) {
        if (frame == OutputFrame.VISIBLE) {
            WarpedImage warped = warped(infrared, toInfrared, visible.width(), visible.height());
            return new AlignedPair(warped.image().luminance(), visible, warped.area());
        }
        WarpedImage warped = warped(visible, toVisible, infrared.width(), infrared.height());
        return new AlignedPair(infrared, warped.image(), warped.area());
    }

    /** Bicubic, after a reduction by areas where the result has less than half the resolution. */
    private static WarpedImage warped(Image source, CoordinateMap map, int width, int height) {
        double[] left = new double[2];
        double[] right = new double[2];
        map.map(width / 4.0, height / 2.0, left);
        map.map(3 * width / 4.0, height / 2.0, right);
        double pixels = Math.hypot(right[0] - left[0], right[1] - left[1]) / (width / 2.0);
        int factor = (int) Math.floor(pixels);
        if (factor < 2) {
            return WarpedImage.of(source, map, width, height, WarpInterpolation.BICUBIC);
        }
        int reducedWidth = Math.max(source.width() / factor, 1);
        int reducedHeight = Math.max(source.height() / factor, 1);
        Homography reduction = Homography.resized(source.width(), source.height(), reducedWidth, reducedHeight);
        CoordinateMap reduced = (x, y, target) -> {
            map.map(x, y, target);
            reduction.map(target[0], target[1], target);
        };
        return WarpedImage.of(
                reduced(source, reducedWidth, reducedHeight), reduced, width, height, WarpInterpolation.BICUBIC);
    }

    private static Image reduced(Image image, int width, int height) {
        return image instanceof ColorImage color
                ? new ColorImage(
                        Resampling.area(color.red(), width, height),
                        Resampling.area(color.green(), width, height),
                        Resampling.area(color.blue(), width, height))
                : Resampling.area(image.luminance(), width, height);
    }

    /** Returns the largest rectangle on which both have content; its size is 0 x 0 if there is none. */
    public Rectangle commonPart() {
        return Rectangle.largestWithin(area);
    }

    /**
     * Returns the pair cut to {@link #commonPart()}.
     *
     * @throws IllegalStateException if there is none
     */
    public AlignedPair cropped() {
        Rectangle part = commonPart();
        if (part.width() == 0) {
            throw new IllegalStateException("the images do not overlap");
        }
        return new AlignedPair(
                part.of(infrared).luminance(), part.of(visible), ValidArea.whole(part.width(), part.height()));
    }
}
