// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.registration.CoordinateMap;
import io.github.psfusion.registration.Homography;
import java.util.Locale;

/**
 * The map of a pair in numbers that people can judge: by how much it differs, at the center of the visible image, from laying the
 * whole infrared image onto it.
 *
 * @param dx pixels of the visible image by which the infrared one is to be moved to the right
 * @param dy and downwards
 * @param degrees rotation, clockwise
 * @param scale by which factor it is to be enlarged further
 */
public record MapSummary(double dx, double dy, double degrees, double scale) {
    /** Returns the summary of a map from visible to infrared points. */
    static MapSummary of(CoordinateMap map, ImageSize infrared, ImageSize visible) {
        Homography nominal = Homography.resized(infrared.width(), infrared.height(), visible.width(), visible.height());
        double centerX = (visible.width() - 1) / 2.0;
        double centerY = (visible.height() - 1) / 2.0;
        double[] center = place(map, nominal, centerX, centerY);
        double[] right = place(map, nominal, centerX + 1, centerY);
        double[] below = place(map, nominal, centerX, centerY + 1);
        double xx = right[0] - center[0];
        double xy = right[1] - center[1];
        double area = xx * (below[1] - center[1]) - xy * (below[0] - center[0]);
        // The map leads to where the infrared image has a point; it must be moved the other way.
        return new MapSummary(
                centerX - center[0],
                centerY - center[1],
                -Math.toDegrees(Math.atan2(xy, xx)),
                1 / Math.sqrt(Math.abs(area)));
    }

    private static double[] place(CoordinateMap map, Homography nominal, double x, double y) {
        double[] point = new double[2];
        map.map(x, y, point);
        nominal.map(point[0], point[1], point);
        return point;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%+.1f, %+.1f px, %+.2f deg, x %.3f", dx, dy, degrees, scale);
    }
}
