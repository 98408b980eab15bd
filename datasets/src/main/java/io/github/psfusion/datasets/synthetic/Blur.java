// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/** Blur by three running means, close to a Gaussian; the image is continued beyond its edges by its edge pixels. */
final class Blur {
    private static final int PASSES = 3;

    private Blur() {}

    /** Returns the plane blurred by running means of {@code 2 radius + 1} pixels; the plane given is not changed. */
    static float[] wide(float[] plane, int width, int height, int radius) {
        float[] result = plane.clone();
        float[] line = new float[Math.max(width, height)];
        for (int pass = 0; pass < PASSES; pass++) {
            for (int y = 0; y < height; y++) {
                runningMean(result, y * width, 1, width, radius, line);
            }
            for (int x = 0; x < width; x++) {
                runningMean(result, x, width, height, radius, line);
            }
        }
        return result;
    }

    /** Returns the plane blurred by the kernel {@code [share, 1 - 2 share, share]} in both directions. */
    static float[] slight(float[] plane, int width, int height, float share) {
        float[] result = plane.clone();
        float[] line = new float[Math.max(width, height)];
        for (int y = 0; y < height; y++) {
            threeTaps(result, y * width, 1, width, share, line);
        }
        for (int x = 0; x < width; x++) {
            threeTaps(result, x, width, height, share, line);
        }
        return result;
    }

    private static void threeTaps(float[] plane, int start, int step, int count, float share, float[] line) {
        for (int i = 0; i < count; i++) {
            line[i] = plane[start + i * step];
        }
        for (int i = 0; i < count; i++) {
            float before = line[Math.max(i - 1, 0)];
            float after = line[Math.min(i + 1, count - 1)];
            plane[start + i * step] = line[i] + share * (before + after - 2 * line[i]);
        }
    }

    private static void runningMean(float[] plane, int start, int step, int count, int radius, float[] line) {
        for (int i = 0; i < count; i++) {
            line[i] = plane[start + i * step];
        }
        double sum = 0;
        for (int i = -radius; i <= radius; i++) {
            sum += line[Math.min(Math.max(i, 0), count - 1)];
        }
        for (int i = 0; i < count; i++) {
            plane[start + i * step] = (float) (sum / (2 * radius + 1));
            sum += line[Math.min(i + radius + 1, count - 1)] - line[Math.max(i - radius, 0)];
        }
    }
}
