// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import io.github.psfusion.imaging.numeric.DoubleImage;

/**
 * A warped image.
 *
 * @param image its values; outside of the source those of the nearest pixel
 * @param area the pixels whose values come from within the source
 */
record Warped(DoubleImage image, ValidArea area) {
    /** How far, in pixels, rounding may lead a point out of the source. */
    private static final double TOLERANCE = 1e-6;

    /**
     * Warps by bilinear interpolation.
     *
     * @param area the valid pixels of the source
     * @param map from points of the result to points of the source
     */
    static Warped of(DoubleImage source, ValidArea area, CoordinateMap map, int width, int height) {
        double[] values = new double[width * height];
        boolean[] valid = new boolean[values.length];
        double[] from = source.values();
        boolean[] within = area.values();
        int sourceWidth = source.width();
        int lastX = sourceWidth - 1;
        int lastY = source.height() - 1;
        double[] xs = new double[width];
        double[] ys = new double[width];
        for (int y = 0; y < height; y++) {
            map.mapRow(y, xs, ys);
            for (int x = 0; x < width; x++) {
                double sx = xs[x];
                double sy = ys[x];
                boolean inside = sx >= 0 && sx < lastX && sy >= 0 && sy < lastY;
                if (!inside) { // not a number, too, which no comparison is true of
                    inside = sx >= -TOLERANCE && sx <= lastX + TOLERANCE && sy >= -TOLERANCE && sy <= lastY + TOLERANCE;
                    sx = sx > 0 ? Math.min(sx, lastX) : 0;
                    sy = sy > 0 ? Math.min(sy, lastY) : 0;
                }
                int left = (int) sx;
                int top = (int) sy;
                double fx = sx - left;
                double fy = sy - top;
                int i = top * sourceWidth + left;
                int right = left < lastX ? i + 1 : i;
                int below = top < lastY ? sourceWidth : 0;
                double upper = from[i] + fx * (from[right] - from[i]);
                double lower = from[i + below] + fx * (from[right + below] - from[i + below]);
                values[y * width + x] = upper + fy * (lower - upper);
                valid[y * width + x] =
                        inside && within[i] && within[right] && within[i + below] && within[right + below];
            }
        }
        return new Warped(DoubleImage.wrap(width, height, values), ValidArea.wrap(width, height, valid));
    }
}
