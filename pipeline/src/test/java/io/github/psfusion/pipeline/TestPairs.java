// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

/** Pairs of small images in the folders {@code ir} and {@code vi}. */
final class TestPairs {
    static final int WIDTH = 9;
    static final int HEIGHT = 7;

    private TestPairs() {}

    /** Writes pairs and finds them. */
    static PairInputs write(Path folder, String... names) throws IOException {
        Files.createDirectories(folder.resolve("ir"));
        Files.createDirectories(folder.resolve("vi"));
        for (String name : names) {
            ImageFiles.write(folder.resolve("ir").resolve(name + ".png"), plane(name + "ir"), WriteOptions.png());
            ColorImage visible = new ColorImage(plane(name + "r"), plane(name + "g"), plane(name + "b"));
            ImageFiles.write(folder.resolve("vi").resolve(name + ".png"), visible, WriteOptions.png());
        }
        return PairInputs.ofFolders(folder.resolve("ir"), folder.resolve("vi"), Optional.empty());
    }

    /** Returns an image of random levels that depend on its name alone. */
    static Plane plane(String name) {
        Random random = new Random(name.hashCode());
        float[] samples = new float[WIDTH * HEIGHT];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = random.nextInt(256) / 255f;
        }
        return Plane.wrap(WIDTH, HEIGHT, samples);
    }

    static Image read(Path file) throws IOException {
        return ImageFiles.read(file, DecodeLimits.defaults()).image();
    }
}
