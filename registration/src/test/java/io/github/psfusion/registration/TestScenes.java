// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import io.github.psfusion.imaging.Plane;
import java.util.SplittableRandom;

/** Scenes made by rule at any resolution: rectangles and discs, which an infrared camera sees in other brightness. */
final class TestScenes {
    private static final int OBJECTS = 60;

    private TestScenes() {}

    /** How a camera sees a scene. */
    enum Camera {
        VISIBLE(1),
        INFRARED(2);

        private final int salt;

        Camera(int salt) {
            this.salt = salt;
        }
    }

    /**
     * Renders a scene with 4 x 4 samples for each pixel.
     *
     * @param map from pixels of the image to points of the scene, which is 320 x 240 large
     */
    static Plane render(long seed, Camera camera, CoordinateMap map, int width, int height) {
        SplittableRandom shapes = new SplittableRandom(seed);
        double[][] objects = new double[OBJECTS][];
        SplittableRandom levels = new SplittableRandom(seed * 7 + camera.salt);
        for (int i = 0; i < OBJECTS; i++) {
            objects[i] = new double[] {
                shapes.nextDouble(-40, 360),
                shapes.nextDouble(-40, 280),
                shapes.nextDouble(4, 30),
                shapes.nextDouble(4, 30),
                shapes.nextDouble(0, Math.PI),
                levels.nextDouble(0.1, 0.9)
            };
        }
        float[] samples = new float[width * height];
        double[] point = new double[2];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int sample = 0; sample < 16; sample++) {
                    map.map(x + (sample % 4 - 1.5) / 4, y + (sample / 4 - 1.5) / 4, point);
                    sum += level(objects, point[0], point[1]);
                }
                samples[y * width + x] = (float) (sum / 16);
            }
        }
        return Plane.wrap(width, height, samples);
    }

    private static double level(double[][] objects, double x, double y) {
        for (int i = objects.length - 1; i >= 0; i--) {
            double[] object = objects[i];
            double dx = x - object[0];
            double dy = y - object[1];
            double along = dx * Math.cos(object[4]) + dy * Math.sin(object[4]);
            double across = dy * Math.cos(object[4]) - dx * Math.sin(object[4]);
            if (Math.abs(along) < object[2] && Math.abs(across) < object[3]) {
                return object[5];
            }
        }
        return 0.5;
    }

    static SourceImage visible(long seed) {
        return SourceImage.of(render(seed, Camera.VISIBLE, Homography.IDENTITY, 320, 240));
    }

    /**
     * Renders the infrared image of a scene.
     *
     * @param infraredToVisible where a point of it lies in the visible image
     */
    static SourceImage infrared(long seed, CoordinateMap infraredToVisible, int width, int height) {
        return SourceImage.of(render(seed, Camera.INFRARED, infraredToVisible, width, height));
    }
}
