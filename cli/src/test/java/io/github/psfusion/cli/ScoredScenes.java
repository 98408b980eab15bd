// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Folders of small pairs, and of images that some program may have fused of them. */
final class ScoredScenes {
    /** Large enough for all four scales of VIF. */
    static final int SIDE = 44;

    private final Path folder;

    private ScoredScenes(Path folder) {
        this.folder = folder;
    }

    /** Writes pairs of these names into the folders {@code ir} and {@code vi}. */
    static ScoredScenes write(Path folder, String... names) throws IOException {
        ScoredScenes scenes = new ScoredScenes(folder);
        for (String name : names) {
            scenes.pair(name, SIDE, SIDE);
        }
        return scenes;
    }

    /** Writes a pair. */
    void pair(String name, int width, int height) throws IOException {
        TestImages.write(infrared(name), texture(name + "ir", width, height));
        Plane gray = texture(name + "vi", width, height);
        TestImages.write(visible(name), new ColorImage(gray, gray, texture(name + "blue", width, height)));
    }

    /** Writes fused images of pairs: textures that belong to the method. */
    Path method(String method, String... names) throws IOException {
        for (String name : names) {
            fused(method, name, texture(method + name, SIDE, SIDE));
        }
        return folder.resolve(method);
    }

    /** Writes one fused image. */
    Path fused(String method, String name, Image image) throws IOException {
        return TestImages.write(folder.resolve(method).resolve(name + ".png"), image);
    }

    Path infrared(String name) {
        return folder.resolve("ir").resolve(name + ".png");
    }

    Path visible(String name) {
        return folder.resolve("vi").resolve(name + ".png");
    }

    /** Returns smooth waves with noise; another image for another seed. */
    static Plane texture(String seed, int width, int height) {
        Random random = new Random(seed.hashCode());
        double slope = 0.1 + random.nextDouble() / 2;
        float[] samples = new float[width * height];
        for (int i = 0; i < samples.length; i++) {
            int row = i / width;
            double wave = Math.sin(slope * (i % width)) * Math.cos(slope * row);
            samples[i] = (float) (0.5 + 0.35 * wave + 0.1 * random.nextDouble());
        }
        return Plane.wrap(width, height, samples);
    }

    /** Returns an image of one level. */
    static Plane constant(int width, int height) {
        float[] samples = new float[width * height];
        Arrays.fill(samples, 0.5f);
        return Plane.wrap(width, height, samples);
    }

    /** Writes a list of names. */
    Path list(String... names) throws IOException {
        return Files.writeString(folder.resolve("list.txt"), String.join("\n", names));
    }

    /** Deletes an image. */
    static void delete(Path image) throws IOException {
        Files.delete(image);
    }
}
