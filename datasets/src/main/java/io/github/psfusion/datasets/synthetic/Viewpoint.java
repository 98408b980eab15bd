// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import java.util.List;

/**
 * Where the camera stands and how it projects. The horizon is moved up and down by shifting the sensor, as architects do, so
 * that upright edges stay upright.
 *
 * @param eye position of the camera
 * @param yaw turn to the right in radians
 * @param focalLength in widths of the image
 * @param horizon row of the horizon as a share of the height
 */
record Viewpoint(Vec eye, double yaw, double focalLength, double horizon) {
    private static final double NEAREST = 0.25;

    /** Draws all triangles; the number of a triangle is its place in the list. */
    DepthBuffer draw(List<Triangle> triangles, int width, int height) {
        DepthBuffer buffer = new DepthBuffer(width, height);
        double cosine = StrictMath.cos(yaw);
        double sine = StrictMath.sin(yaw);
        double[][] corners = new double[3][];
        for (int number = 0; number < triangles.size(); number++) {
            Triangle t = triangles.get(number);
            corners[0] = seen(t.a, cosine, sine);
            corners[1] = seen(t.b, cosine, sine);
            corners[2] = seen(t.c, cosine, sine);
            drawClipped(buffer, corners, number);
        }
        return buffer;
    }

    /** Returns right, up, ahead of the camera. */
    private double[] seen(Vec p, double cosine, double sine) {
        double x = p.x() - eye.x();
        double z = p.z() - eye.z();
        return new double[] {x * cosine - z * sine, p.y() - eye.y(), x * sine + z * cosine};
    }

    /** Cuts off what lies behind the camera, at most one corner more, and draws the rest as a fan. */
    private void drawClipped(DepthBuffer buffer, double[][] corners, int number) {
        double[][] kept = new double[4][];
        int count = 0;
        for (int i = 0; i < 3; i++) {
            double[] from = corners[i];
            double[] to = corners[(i + 1) % 3];
            if (from[2] >= NEAREST) {
                kept[count++] = projected(buffer, from[0], from[1], from[2]);
            }
            if (from[2] >= NEAREST != to[2] >= NEAREST) {
                double share = (NEAREST - from[2]) / (to[2] - from[2]);
                kept[count++] = projected(
                        buffer, from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1]), NEAREST);
            }
        }
        for (int i = 2; i < count; i++) {
            buffer.draw(kept[0], kept[i - 1], kept[i], number);
        }
    }

    private double[] projected(DepthBuffer buffer, double right, double up, double ahead) {
        double focal = focalLength * buffer.width;
        return new double[] {
            buffer.width / 2.0 + focal * right / ahead, horizon * buffer.height - focal * up / ahead, 1 / ahead
        };
    }

    /** Returns what turns samples of a buffer back into points of the world. */
    Rays rays(DepthBuffer buffer) {
        return new Rays(buffer);
    }

    /** The lines of sight of all samples. */
    final class Rays {
        private final DepthBuffer buffer;
        private final double focal;
        private final double cosine = StrictMath.cos(yaw);
        private final double sine = StrictMath.sin(yaw);

        private Rays(DepthBuffer buffer) {
            this.buffer = buffer;
            focal = focalLength * buffer.width;
        }

        /** Sets the direction of view of a sample, and the point if the sample shows a triangle. */
        void locate(int column, int row, SurfacePoint point) {
            double right = (column + 0.5 - buffer.width / 2.0) / focal;
            double up = (horizon * buffer.height - row - 0.5) / focal;
            double x = right * cosine + sine;
            double z = cosine - right * sine;
            double length = Math.sqrt(x * x + up * up + z * z);
            point.viewX = x / length;
            point.viewY = up / length;
            point.viewZ = z / length;
            double near = buffer.nearness[row * buffer.width + column];
            if (near > 0) {
                point.distance = length / near;
                point.x = eye.x() + x / near;
                point.y = eye.y() + up / near;
                point.z = eye.z() + z / near;
            }
        }
    }
}
