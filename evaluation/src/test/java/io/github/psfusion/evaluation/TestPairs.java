// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairFinder;
import io.github.psfusion.datasets.synthetic.Scene;
import io.github.psfusion.datasets.synthetic.SceneGenerator;
import io.github.psfusion.datasets.synthetic.SceneSettings;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Folders of drawn pairs and fused images. */
final class TestPairs {
    static final int WIDTH = 48;
    static final int HEIGHT = 32;

    /** Drawing takes longer than all the rest. */
    private static final Map<Integer, Scene> SCENES = new ConcurrentHashMap<>();

    private TestPairs() {}

    /** Draws pairs into the folders {@code ir} and {@code vi}. */
    static List<PairFiles> drawn(Path root, int number) throws IOException {
        for (int i = 0; i < number; i++) {
            Scene scene = SCENES.computeIfAbsent(i, TestPairs::scene);
            write(root.resolve("ir"), scene.name(), scene.infrared());
            write(root.resolve("vi"), scene.name(), scene.visible());
        }
        return PairFinder.between(root.resolve("ir"), root.resolve("vi")).pairs();
    }

    private static Scene scene(int index) {
        return SceneGenerator.scene(SceneSettings.defaults().withSize(WIDTH, HEIGHT), 7, index);
    }

    /** Writes images of one level each, for all pairs. */
    static Path constant(Path folder, List<PairFiles> pairs, int level) throws IOException {
        for (PairFiles pair : pairs) {
            write(folder, pair.name(), constant(WIDTH, HEIGHT, level));
        }
        return folder;
    }

    static Plane constant(int width, int height, int level) {
        return Plane.constant(width, height, level / 255f);
    }

    static void write(Path folder, String name, Image image) throws IOException {
        Files.createDirectories(folder);
        ImageFiles.write(folder.resolve(name + ".png"), image, WriteOptions.png());
    }
}
