// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import io.github.psfusion.datasets.synthetic.Scene;
import io.github.psfusion.datasets.synthetic.SceneGenerator;
import io.github.psfusion.datasets.synthetic.SceneSettings;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.IndexColors;
import io.github.psfusion.registration.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Synthetic scenes that two cameras see: the infrared one sees a part of what the visible one sees, at the same resolution. */
final class TwoCameras {
    /** The part of the visible image that the infrared one shows. */
    static final Rectangle PART = new Rectangle(24, 18, 280, 210);

    private static final SceneSettings SETTINGS =
            SceneSettings.defaults().withSize(320, 240).withHours(SceneSettings.Hours.DAY);

    private TwoCameras() {}

    /** Writes a pair {@code NAME.png} into the folders {@code ir}, {@code vi} and {@code label}. */
    static void pair(Path folder, String name, int index) throws IOException {
        pair(folder, name, index, PART);
    }

    /** Writes a pair of which the infrared image shows this part. */
    static void pair(Path folder, String name, int index, Rectangle part) throws IOException {
        Scene scene = SceneGenerator.scene(SETTINGS, 5, index);
        TestImages.write(folder.resolve("ir/" + name + ".png"), part.of(scene.infrared()));
        TestImages.write(folder.resolve("vi/" + name + ".png"), scene.visible());
        Files.createDirectories(folder.resolve("label"));
        ImageFiles.writeLabels(folder.resolve("label/" + name + ".png"), scene.label(), IndexColors.gray());
    }

    /** Writes a pair whose infrared image has no edges. */
    static void flat(Path folder, String name) throws IOException {
        float[] samples = new float[PART.width() * PART.height()];
        Arrays.fill(samples, 0.4f);
        TestImages.write(folder.resolve("ir/" + name + ".png"), Plane.wrap(PART.width(), PART.height(), samples));
        TestImages.write(
                folder.resolve("vi/" + name + ".png"),
                SceneGenerator.scene(SETTINGS, 5, 0).visible());
    }
}
