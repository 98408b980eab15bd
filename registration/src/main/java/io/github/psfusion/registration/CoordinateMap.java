// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

/** A map of points of one image to points of another one, in pixels. */
public interface CoordinateMap {
    /**
     * Maps a point.
     *
     * @param target receives x and y; NaN where the map has no value
     */
    void map(double x, double y, double[] target);

    /**
     * Maps the points {@code (0, y), (1, y), ...} of a row.
     *
     * @param xs receives the x of each; its length is the number of points
     * @param ys receives the y of each, as long
     */
    default void mapRow(double y, double[] xs, double[] ys) {
        double[] target = new double[2];
        for (int x = 0; x < xs.length; x++) {
            map(x, y, target);
            xs[x] = target[0];
            ys[x] = target[1];
        }
    }
}
