// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import io.github.psfusion.imaging.LabelMap;
import java.util.Arrays;
import java.util.List;

/** Finds what each sample shows, and sums up the light, heat and class of each pixel. Two by two samples make a pixel. */
final class Renderer {
    /** Samples of a pixel along each side. */
    static final int SIDE = 2;

    static final int SAMPLES = SIDE * SIDE;
    /** Shadows are as fine as the image: cells of their map along each side. */
    private static final int FEWEST_CELLS = 256;

    private static final int MOST_CELLS = 2048;
    private static final Vec UP = new Vec(0, 1, 0);

    private final List<Triangle> triangles;
    private final DepthBuffer seen;
    private final Viewpoint.Rays rays;
    private final ShadowMap sunShade;
    private final ShadowMap skyShade;
    private final Illumination illumination;
    private final Warmth warmth;
    private final SurfacePoint point = new SurfacePoint();
    // Sums over the samples of the pixel in hand.
    private final Light light = new Light();
    private final int[] votes = new int[ObjectClass.values().length];
    private double temperature;

    private Renderer(World world, Viewpoint viewpoint, int width, int height) {
        triangles = world.mesh.triangles();
        seen = viewpoint.draw(triangles, width * SIDE, height * SIDE);
        rays = viewpoint.rays(seen);
        int cells = Math.min(Math.max(SIDE * Math.max(width, height), FEWEST_CELLS), MOST_CELLS);
        sunShade = new ShadowMap(world.conditions.night ? List.of() : triangles, world.conditions.sun, cells);
        skyShade = new ShadowMap(triangles, UP, cells);
        illumination = new Illumination(world);
        warmth = new Warmth(world);
    }

    /**
     * What reaches both sensors.
     *
     * @param labels the class that most samples of each pixel show
     * @param distance of the nearest sample of each pixel along the line of sight; infinity for the sky
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Shot(Exposure exposure, LabelMap labels, float[] distance) {}

    static Shot shoot(World world, Viewpoint viewpoint, int width, int height) {
        Renderer renderer = new Renderer(world, viewpoint, width, height);
        Exposure exposure = new Exposure(width, height);
        byte[] classes = new byte[width * height];
        float[] distance = new float[classes.length];
        for (int i = 0; i < classes.length; i++) {
            renderer.sum(i % width, i / width);
            exposure.light[0][i] = (float) (renderer.light.red / SAMPLES);
            exposure.light[1][i] = (float) (renderer.light.green / SAMPLES);
            exposure.light[2][i] = (float) (renderer.light.blue / SAMPLES);
            exposure.temperature[i] = (float) (renderer.temperature / SAMPLES);
            classes[i] = (byte) renderer.majority();
            distance[i] = renderer.distance(i % width, i / width);
        }
        return new Shot(exposure, LabelMap.of(width, height, classes), distance);
    }

    /** Sums up the samples of a pixel. */
    private void sum(int x, int y) {
        light.clear();
        temperature = 0;
        Arrays.fill(votes, 0);
        for (int row = y * SIDE; row < (y + 1) * SIDE; row++) {
            for (int column = x * SIDE; column < (x + 1) * SIDE; column++) {
                rays.locate(column, row, point);
                int number = seen.triangle[row * seen.width + column];
                if (number == DepthBuffer.EMPTY) {
                    illumination.addSky(point, light);
                    temperature += warmth.ofSky(point);
                    votes[ObjectClass.UNLABELED.label()]++;
                } else {
                    complete(triangles.get(number));
                    illumination.addSurface(point, light);
                    temperature += warmth.ofSurface(point);
                    votes[point.triangle.surface.objectClass().label()]++;
                }
            }
        }
    }

    private float distance(int x, int y) {
        float near = 0;
        for (int row = y * SIDE; row < (y + 1) * SIDE; row++) {
            for (int column = x * SIDE; column < (x + 1) * SIDE; column++) {
                near = Math.max(near, seen.nearness[row * seen.width + column]);
            }
        }
        return near > 0 ? 1 / near : Float.POSITIVE_INFINITY;
    }

    private void complete(Triangle triangle) {
        point.triangle = triangle;
        point.findNormal();
        point.sunlit = sunShade.light(point, 2, 0.05);
        point.open = skyShade.light(point, 3, 0.3);
        point.texture = triangle.surface.texture().factor(point);
    }

    /** Returns the class with most samples; of equal ones the named class, so that thin objects do not fray. */
    private int majority() {
        int winner = 0;
        for (int c = 1; c < votes.length; c++) {
            if (votes[c] > 0 && votes[c] >= votes[winner]) {
                winner = c;
            }
        }
        return winner;
    }
}
