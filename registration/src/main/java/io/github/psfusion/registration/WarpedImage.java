// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;

/**
 * An image brought into the frame of another one.
 *
 * @param image its samples, 0 where not valid
 * @param area the pixels whose place lies within the source
 */
public record WarpedImage(Image image, ValidArea area) {
    /** How far, in pixels, rounding may lead a point out of the source. */
    private static final double TOLERANCE = 1e-6;

    /**
     * Warps an image. Each pixel center of the result takes the value at its place in the source; one whose place is outside of the
     * outermost pixel centers is not valid.
     *
     * @param map from points of the result to points of the source
     * @param width width of the result
     */
    public static WarpedImage of(
            Image source, CoordinateMap map, int width, int height, WarpInterpolation interpolation) {
        int lastX = source.width() - 1;
        int lastY = source.height() - 1;
        boolean[] valid = new boolean[Math.multiplyExact(width, height)];
        double[] xs = new double[valid.length];
        double[] ys = new double[valid.length];
        double[] rowX = new double[width];
        double[] rowY = new double[width];
        for (int y = 0; y < height; y++) {
            map.mapRow(y, rowX, rowY);
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                // A NaN fails each comparison.
                valid[i] = rowX[x] >= -TOLERANCE
                        && rowX[x] <= lastX + TOLERANCE
                        && rowY[x] >= -TOLERANCE
                        && rowY[x] <= lastY + TOLERANCE;
                xs[i] = Math.min(Math.max(rowX[x], 0), lastX);
                ys[i] = Math.min(Math.max(rowY[x], 0), lastY);
            }
        }
        ValidArea area = ValidArea.wrap(width, height, valid);
        if (source instanceof ColorImage color) {
            return new WarpedImage(
                    new ColorImage(
                            plane(color.red(), xs, ys, area, interpolation),
                            plane(color.green(), xs, ys, area, interpolation),
                            plane(color.blue(), xs, ys, area, interpolation)),
                    area);
        }
        return new WarpedImage(plane(source.luminance(), xs, ys, area, interpolation), area);
    }

    private static Plane plane(
            Plane source, double[] xs, double[] ys, ValidArea area, WarpInterpolation interpolation) {
        float[] samples = source.toArray();
        float[] result = new float[xs.length];
        boolean[] valid = area.values();
        for (int i = 0; i < result.length; i++) {
            if (valid[i]) {
                double value = interpolation.at(samples, source.width(), source.height(), xs[i], ys[i]);
                result[i] = (float) Math.min(Math.max(value, 0), 1);
            }
        }
        return Plane.wrap(area.width(), area.height(), result);
    }
}
