// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.IndexColors;
import io.github.psfusion.imaging.codec.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * A data set of two classes of which the infrared image alone knows: warm rectangles on a cold ground, in front of a visible image of
 * noise. {@code fused} holds images of which one channel is the infrared one.
 */
final class InfraredDecides {
    private static final int SIZE = 64;
    static final int TRAINING = 16;
    static final int HELD_OUT = 6;

    private InfraredDecides() {}

    /**
     * Writes the set.
     *
     * @param shuffled whether the labels of the training pairs are those of other pairs
     */
    static void write(Path root, boolean shuffled) throws IOException {
        for (int i = 0; i < TRAINING + HELD_OUT; i++) {
            boolean held = i >= TRAINING;
            Path split = root.resolve(held ? "test" : "train");
            for (String folder : new String[] {"ir", "vi", "label"}) {
                Files.createDirectories(split.resolve(folder));
            }
            Files.createDirectories(root.resolve("fused"));
            String name = String.format(java.util.Locale.ROOT, "%03d%s.png", i, i % 2 == 0 ? "D" : "N");
            float[] infrared = new float[SIZE * SIZE];
            byte[] labels = new byte[SIZE * SIZE];
            scene(i, infrared, new byte[SIZE * SIZE]);
            scene(shuffled && !held ? i + 1000 : i, new float[SIZE * SIZE], labels);
            SplittableRandom random = new SplittableRandom(77 + i);
            float[] noise = new float[SIZE * SIZE];
            for (int p = 0; p < noise.length; p++) {
                noise[p] = (float) random.nextDouble();
            }
            Plane ir = Plane.wrap(SIZE, SIZE, infrared);
            Plane vi = Plane.wrap(SIZE, SIZE, noise);
            ImageFiles.write(split.resolve("ir").resolve(name), ir, WriteOptions.png());
            ImageFiles.write(split.resolve("vi").resolve(name), new ColorImage(vi, vi, vi), WriteOptions.png());
            ImageFiles.write(root.resolve("fused").resolve(name), new ColorImage(ir, vi, vi), WriteOptions.png());
            ImageFiles.writeLabels(
                    split.resolve("label").resolve(name), LabelMap.of(SIZE, SIZE, labels), IndexColors.gray());
        }
    }

    private static void scene(int number, float[] infrared, byte[] labels) {
        SplittableRandom random = new SplittableRandom(number);
        java.util.Arrays.fill(infrared, 0.2f);
        for (int k = 0; k < 2; k++) {
            int left = random.nextInt(SIZE - 28);
            int top = random.nextInt(SIZE - 28);
            int width = 16 + random.nextInt(12);
            int height = 16 + random.nextInt(12);
            for (int y = top; y < top + height; y++) {
                for (int x = left; x < left + width; x++) {
                    infrared[y * SIZE + x] = 0.8f;
                    labels[y * SIZE + x] = 1;
                }
            }
        }
    }
}
