// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import io.github.psfusion.imaging.LabelMap;
import java.util.Arrays;

/** Finds what each sample shows, and what light, heat and class it has. Two by two samples make a pixel. */
final class Renderer {
    /** Samples of a pixel along each side. */
    static final int SIDE = 2;

    static final int SAMPLES = SIDE * SIDE;
    private static final Vec UP = new Vec(0, 1, 0);

    private final World world;
    private final Illumination illumination;
    private final Warmth warmth;

    Renderer(World world) {
        this.world = world;
        illumination = new Illumination(world);
        warmth = new Warmth(world);
    }

    /** What reaches both sensors, and the class that most samples of each pixel show. */
    record Shot(Exposure exposure, LabelMap labels) {}

    Shot shoot(Viewpoint viewpoint, int width, int height) {
        DepthBuffer seen = viewpoint.draw(world.mesh.triangles(), width * SIDE, height * SIDE);
        Viewpoint.Rays rays = viewpoint.rays(seen);
        ShadowMap sunShade = new ShadowMap(world.mesh.triangles(), world.conditions.sun);
        ShadowMap skyShade = new ShadowMap(world.mesh.triangles(), UP);
        Exposure exposure = new Exposure(width, height);
        byte[] classes = new byte[width * height];
        SurfacePoint point = new SurfacePoint();
        float[] sum = new float[3];
        int[] votes = new int[ObjectClass.values().length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                sum[0] = 0;
                sum[1] = 0;
                sum[2] = 0;
                double heat = 0;
                int winner = 0;
                Arrays.fill(votes, 0);
                for (int sample = 0; sample < SAMPLES; sample++) {
                    int column = x * SIDE + sample % SIDE;
                    int row = y * SIDE + sample / SIDE;
                    rays.locate(column, row, point);
                    int number = seen.triangle[row * seen.width + column];
                    int objectClass = 0;
                    if (number == DepthBuffer.EMPTY) {
                        illumination.addSky(point, sum);
                        heat += warmth.ofSky(point);
                    } else {
                        complete(point, world.mesh.triangles().get(number), sunShade, skyShade);
                        illumination.addSurface(point, sum);
                        heat += warmth.ofSurface(point);
                        objectClass = point.triangle.surface.objectClass().label();
                    }
                    votes[objectClass]++;
                    if (votes[objectClass] > votes[winner]) {
                        winner = objectClass;
                    }
                }
                int index = y * width + x;
                for (int channel = 0; channel < 3; channel++) {
                    exposure.light[channel][index] = sum[channel];
                }
                exposure.temperature[index] = (float) (heat / SAMPLES);
                classes[index] = (byte) winner;
            }
        }
        return new Shot(exposure, LabelMap.of(width, height, classes));
    }

    private void complete(SurfacePoint point, Triangle triangle, ShadowMap sunShade, ShadowMap skyShade) {
        point.triangle = triangle;
        point.findNormal();
        point.sunlit = world.conditions.night ? 0 : sunShade.light(point, 2, 0.05);
        point.open = skyShade.light(point, 3, 0.3);
        point.texture = triangle.surface.texture().factor(point);
    }
}
