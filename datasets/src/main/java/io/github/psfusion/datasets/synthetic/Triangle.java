// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import org.jspecify.annotations.Nullable;

/** A triangle of the world, seen from both sides. */
final class Triangle {
    /** Stands where no triangle is. */
    static final Triangle NONE = new Triangle(
            new Vec[] {new Vec(0, 0, 0), new Vec(1, 0, 0), new Vec(0, 0, 1)},
            null,
            Surface.matt(Color.BLACK, Surface.Heat.of(0)));

    final Vec a;
    final Vec b;
    final Vec c;
    final Vec normal;
    /** The normals of the rounded body that the corners lie on; null for a flat triangle. */
    final Vec @Nullable [] smooth;

    final Surface surface;

    Triangle(Vec[] corners, Vec @Nullable [] smooth, Surface surface) {
        a = corners[0];
        b = corners[1];
        c = corners[2];
        normal = b.minus(a).cross(c.minus(a)).unit();
        this.smooth = smooth;
        this.surface = surface;
    }

    /** Returns the barycentric coordinates of a point of the triangle's plane. */
    double[] weights(double x, double y, double z) {
        double ux = b.x() - a.x();
        double uy = b.y() - a.y();
        double uz = b.z() - a.z();
        double vx = c.x() - a.x();
        double vy = c.y() - a.y();
        double vz = c.z() - a.z();
        double px = x - a.x();
        double py = y - a.y();
        double pz = z - a.z();
        double uu = ux * ux + uy * uy + uz * uz;
        double uv = ux * vx + uy * vy + uz * vz;
        double vv = vx * vx + vy * vy + vz * vz;
        double pu = px * ux + py * uy + pz * uz;
        double pv = px * vx + py * vy + pz * vz;
        double scale = 1 / Math.max(uu * vv - uv * uv, 1e-18); // a sliver has no area to divide by
        double second = (vv * pu - uv * pv) * scale;
        double third = (uu * pv - uv * pu) * scale;
        return new double[] {1 - second - third, second, third};
    }
}
