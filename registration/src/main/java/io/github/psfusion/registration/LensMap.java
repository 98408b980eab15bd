// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

/**
 * The map between the images of two cameras with distorting lenses: the distortion of the first is removed, a projective map leads
 * to the other, whose distortion is applied.
 *
 * @param from lens of the camera from whose points the map leads
 * @param map between images without distortion
 * @param to lens of the camera to whose points it leads
 */
public record LensMap(LensDistortion from, Homography map, LensDistortion to) implements CoordinateMap {
    @Override
    public void map(double x, double y, double[] target) {
        target[0] = x;
        target[1] = y;
        from.undistort(target);
        map.map(target[0], target[1], target);
        to.distort(target);
    }

    /** Returns the map in the other direction. */
    public LensMap inverse() {
        return new LensMap(to, map.inverse(), from);
    }

    /** Returns this map with a shift of the target, in pixels without distortion. */
    public LensMap shifted(double dx, double dy) {
        return new LensMap(from, Homography.shift(dx, dy).after(map), to);
    }
}
