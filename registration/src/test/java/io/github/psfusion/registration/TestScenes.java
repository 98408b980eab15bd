// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import io.github.psfusion.imaging.Plane;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Scenes made by rule at any resolution: rotated rectangles, which an infrared camera sees in another brightness. */
final class TestScenes {
    private static final int OBJECTS = 60;
    /** Samples on a side of a pixel. */
    private static final int SIDE = 3;

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
     * Renders a scene with 3 x 3 samples for each pixel.
     *
     * @param map from pixels of the image to points of the scene, which is 320 x 240 large
     */
    static Plane render(long seed, Camera camera, CoordinateMap map, int width, int height) {
        SplittableRandom shapes = new SplittableRandom(seed);
        SplittableRandom levels = new SplittableRandom(seed * 7 + camera.salt);
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < OBJECTS; i++) {
            boxes.add(0, Box.sample(shapes, levels)); // the last one is in front
        }
        float[] samples = new float[width * height];
        double[] point = new double[2];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int sample = 0; sample < SIDE * SIDE; sample++) {
                    map.map(x + offset(sample % SIDE), y + offset(sample / SIDE), point);
                    sum += level(boxes, point[0], point[1]);
                }
                samples[y * width + x] = (float) (sum / (SIDE * SIDE));
            }
        }
        return Plane.wrap(width, height, samples);
    }

    private static double offset(int sample) {
        return (sample - (SIDE - 1) / 2.0) / SIDE;
    }

    /** A rotated rectangle of one brightness. */
    private record Box(double x, double y, double halfLength, double halfWidth, double cos, double sin, double level) {
        static Box sample(SplittableRandom shapes, SplittableRandom levels) {
            double x = shapes.nextDouble(-40, 360);
            double y = shapes.nextDouble(-40, 280);
            double halfLength = shapes.nextDouble(4, 30);
            double halfWidth = shapes.nextDouble(4, 30);
            double angle = shapes.nextDouble(0, Math.PI);
            return new Box(x, y, halfLength, halfWidth, Math.cos(angle), Math.sin(angle), levels.nextDouble(0.1, 0.9));
        }

        boolean contains(double pointX, double pointY) {
            double dx = pointX - x;
            double dy = pointY - y;
            return Math.abs(dx * cos + dy * sin) < halfLength && Math.abs(dy * cos - dx * sin) < halfWidth;
        }
    }

    private static double level(List<Box> boxes, double x, double y) {
        for (Box box : boxes) {
            if (box.contains(x, y)) {
                return box.level;
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
