// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/**
 * The point of a surface that a sample of the image shows. One object serves all samples in turn: a record for each of a
 * million of them would cost more than the shading.
 */
final class SurfacePoint {
    Triangle triangle = Triangle.NONE;
    double x;
    double y;
    double z;
    /** Unit normal, turned towards the camera. */
    double normalX;

    double normalY;
    double normalZ;
    /** Unit direction from the camera to the point. */
    double viewX;

    double viewY;
    double viewZ;
    /** Distance from the camera in meters. */
    double distance;
    /** Share of the sun that reaches the point, 0 in shade. */
    double sunlit;
    /** Share of the sky above that is open, 0 under a car to 1. */
    double open;
    /** Factor of the texture. */
    double texture;

    /** Returns how much of a pattern's fine detail is left at this distance: 1 near, one half at {@code range} meters. */
    double detail(double range) {
        double ratio = distance / range;
        return 1 / (1 + ratio * ratio);
    }

    /** Returns the coordinate along an upright wall. */
    double along() {
        return Math.abs(normalX) > Math.abs(normalZ) ? z : x;
    }

    /** Sets the normal of the triangle at this point, turned towards the camera; the point must be set. */
    void findNormal() {
        Triangle t = triangle;
        double nx = t.normal.x();
        double ny = t.normal.y();
        double nz = t.normal.z();
        if (t.smooth != null) {
            double[] weights = t.weights(x, y, z);
            nx = 0;
            ny = 0;
            nz = 0;
            for (int corner = 0; corner < 3; corner++) {
                nx += weights[corner] * t.smooth[corner].x();
                ny += weights[corner] * t.smooth[corner].y();
                nz += weights[corner] * t.smooth[corner].z();
            }
            double length = Math.sqrt(nx * nx + ny * ny + nz * nz);
            nx /= length;
            ny /= length;
            nz /= length;
        }
        double sign = nx * viewX + ny * viewY + nz * viewZ > 0 ? -1 : 1;
        normalX = sign * nx;
        normalY = sign * ny;
        normalZ = sign * nz;
    }
}
