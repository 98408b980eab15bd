// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Pairs of noise: the infrared image is the mean of red and blue, the class of a pixel depends on its green.
 *
 * @param width of the pairs
 * @param height of the pairs
 * @param size number of pairs
 * @param seed repeats the same pairs
 */
record NoiseDataset(int width, int height, int size, long seed) implements Dataset {
    @Override
    public String name(int index) {
        return "noise " + index;
    }

    @Override
    public TrainingSample sample(int index) {
        SplittableRandom random = new SplittableRandom(seed * 1000 + index);
        int pixels = width * height;
        float[][] rgb = new float[3][pixels];
        float[] infrared = new float[pixels];
        byte[] classes = new byte[pixels];
        byte[] objects = new byte[pixels];
        for (int i = 0; i < pixels; i++) {
            for (float[] channel : rgb) {
                channel[i] = random.nextInt(256) / 255f;
            }
            infrared[i] = (rgb[0][i] + rgb[2][i]) / 2;
            classes[i] = (byte) (rgb[1][i] > 0.5f ? 2 : 0);
            objects[i] = (byte) (classes[i] == 0 ? 0 : 1);
        }
        LabelMap flags = LabelMap.of(width, height, objects);
        return new TrainingSample(
                name(index),
                new ColorImage(
                        Plane.wrap(width, height, rgb[0]),
                        Plane.wrap(width, height, rgb[1]),
                        Plane.wrap(width, height, rgb[2])),
                Plane.wrap(width, height, infrared),
                Optional.of(new TrainingSample.Labels(LabelMap.of(width, height, classes), flags, flags)),
                flags);
    }

    @Override
    public String identity() {
        return size + " pairs of noise";
    }
}
