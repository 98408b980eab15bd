// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import java.util.List;

/** The world as seen from a light at infinity: what it does not see lies in shade. */
final class ShadowMap {
    /** The part of the world that casts shadows: the street near the camera. */
    private static final Vec LOW = new Vec(-24, 0, -8);

    private static final Vec HIGH = new Vec(24, 12, 72);
    /** How far in meters, beyond the width of a cell, a point may lie behind the nearest surface and still belong to it. */
    private static final double TOLERANCE = 0.05;

    private final int size;
    private final DepthBuffer buffer;
    private final double tolerance;
    private final Vec towardsLight;
    private final Vec across;
    private final Vec along;
    private double lowU = Double.POSITIVE_INFINITY;
    private double lowV = Double.POSITIVE_INFINITY;
    private double highU = Double.NEGATIVE_INFINITY;
    private double highV = Double.NEGATIVE_INFINITY;

    /**
     * @param towardsLight unit direction
     * @param size cells along each side of the map
     */
    ShadowMap(List<Triangle> triangles, Vec towardsLight, int size) {
        this.size = size;
        buffer = new DepthBuffer(size, size);
        this.towardsLight = towardsLight;
        across = towardsLight.cross(new Vec(0.3, 0.1, 1)).unit();
        along = towardsLight.cross(across);
        for (int corner = 0; corner < 8; corner++) {
            Vec p = new Vec(
                    (corner & 1) == 0 ? LOW.x() : HIGH.x(),
                    (corner & 2) == 0 ? LOW.y() : HIGH.y(),
                    (corner & 4) == 0 ? LOW.z() : HIGH.z());
            lowU = Math.min(lowU, p.dot(across));
            highU = Math.max(highU, p.dot(across));
            lowV = Math.min(lowV, p.dot(along));
            highV = Math.max(highV, p.dot(along));
        }
        tolerance = TOLERANCE + Math.max(highU - lowU, highV - lowV) / size;
        for (int number = 0; number < triangles.size(); number++) {
            Triangle t = triangles.get(number);
            buffer.draw(projected(t.a), projected(t.b), projected(t.c), number);
        }
    }

    private double[] projected(Vec p) {
        return new double[] {
            (p.dot(across) - lowU) / (highU - lowU) * size,
            (p.dot(along) - lowV) / (highV - lowV) * size,
            p.dot(towardsLight)
        };
    }

    /**
     * Returns the share of light, 0 to 1, at a point a little in front of a surface: the mean over {@code taps x taps} places
     * of the map, {@code spacing} meters apart. Outside the map all is lit.
     */
    double light(SurfacePoint point, int taps, double spacing) {
        double lift = 0.04 + spacing / 2;
        double x = point.x + point.normalX * lift;
        double y = point.y + point.normalY * lift;
        double z = point.z + point.normalZ * lift;
        double depth = x * towardsLight.x() + y * towardsLight.y() + z * towardsLight.z();
        double u = (x * across.x() + y * across.y() + z * across.z() - lowU) / (highU - lowU) * size;
        double v = (x * along.x() + y * along.y() + z * along.z() - lowV) / (highV - lowV) * size;
        double stepU = spacing / (highU - lowU) * size;
        double stepV = spacing / (highV - lowV) * size;
        double half = (taps - 1) / 2.0;
        int lit = 0;
        for (int i = 0; i < taps; i++) {
            for (int j = 0; j < taps; j++) {
                int column = (int) Math.floor(u + (i - half) * stepU);
                int row = (int) Math.floor(v + (j - half) * stepV);
                boolean outside = column < 0 || row < 0 || column >= size || row >= size;
                if (outside || buffer.nearness[row * size + column] <= depth + tolerance) {
                    lit++;
                }
            }
        }
        return (double) lit / (taps * taps);
    }
}
