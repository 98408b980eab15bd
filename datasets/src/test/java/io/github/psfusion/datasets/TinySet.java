// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.IndexColors;
import io.github.psfusion.imaging.codec.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Writes data sets of tiny images of noise, a different one in each file. */
final class TinySet {
    static final int WIDTH = 12;
    static final int HEIGHT = 8;

    private TinySet() {}

    /** Writes a pair whose label is {@link #label}. */
    static void labeledPair(Path split, String name) throws IOException {
        pair(split, name);
        write(split.resolve("label"), name, label());
    }

    static void pair(Path split, String name) throws IOException {
        write(split.resolve("ir"), name, noise("ir" + name, WIDTH, HEIGHT));
        Plane green = noise("vi" + name, WIDTH, HEIGHT);
        write(split.resolve("vi"), name, new ColorImage(green, green, Plane.constant(WIDTH, HEIGHT, 0.2f)));
    }

    static void write(Path folder, String name, Image image) throws IOException {
        Files.createDirectories(folder);
        ImageFiles.write(folder.resolve(name + ".png"), image, WriteOptions.png());
    }

    static void write(Path folder, String name, LabelMap label) throws IOException {
        Files.createDirectories(folder);
        ImageFiles.writeLabels(folder.resolve(name + ".png"), label, IndexColors.gray());
    }

    /** Returns a plane of 8-bit noise that depends on the name alone. */
    static Plane noise(String name, int width, int height) {
        Random random = new Random(name.hashCode());
        float[] samples = new float[width * height];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = random.nextInt(256) / 255f;
        }
        return Plane.wrap(width, height, samples);
    }

    /** Returns a map with background on the left, a person on the right and an ignored pixel in the last corner. */
    static LabelMap label() {
        byte[] classes = new byte[WIDTH * HEIGHT];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = (byte) (i % WIDTH < WIDTH / 2 ? 0 : 2);
        }
        classes[classes.length - 1] = (byte) LabelMap.IGNORED;
        return LabelMap.of(WIDTH, HEIGHT, classes);
    }
}
