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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Pairs whose infrared images show a bright rectangle, but each fifth pair, which has none; their visible images are dark noise. {@code
 * fused} holds the infrared images, {@code boxes.csv} and {@code boxes.json} the rectangles.
 */
final class BrightPairs {
    static final int WIDTH = 48;
    static final int HEIGHT = 32;

    private BrightPairs() {}

    static void write(Path root, int count) throws IOException {
        for (String folder : List.of("ir", "vi", "label", "fused")) {
            Files.createDirectories(root.resolve(folder));
        }
        StringBuilder csv = new StringBuilder("name,class,cx,cy,w,h\n");
        List<String> images = new ArrayList<>();
        List<String> boxes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = String.format(Locale.ROOT, "%03d%s", i, i % 2 == 0 ? "D" : "N");
            SplittableRandom random = new SplittableRandom(900 + i);
            float[] infrared = new float[WIDTH * HEIGHT];
            float[] visible = new float[WIDTH * HEIGHT];
            byte[] labels = new byte[WIDTH * HEIGHT];
            for (int p = 0; p < visible.length; p++) {
                visible[p] = (float) random.nextDouble() / 4;
                infrared[p] = 0.2f;
            }
            images.add("{\"id\": " + (10 * i + 7) + ", \"file_name\": \"" + name + ".jpg\"}");
            if (i % 5 != 4) {
                int left = random.nextInt(20);
                int top = random.nextInt(10);
                int width = 8 + random.nextInt(16);
                int height = 6 + random.nextInt(12);
                for (int y = top; y < top + height; y++) {
                    for (int x = left; x < left + width; x++) {
                        infrared[y * WIDTH + x] = 0.9f;
                        labels[y * WIDTH + x] = 1;
                    }
                }
                csv.append(String.format(
                        Locale.ROOT,
                        "%s,0,%.10f,%.10f,%.10f,%.10f%n",
                        name,
                        (left + width / 2.0) / WIDTH,
                        (top + height / 2.0) / HEIGHT,
                        (double) width / WIDTH,
                        (double) height / HEIGHT));
                boxes.add(
                        "{\"id\": " + (i + 1) + ", \"image_id\": " + (10 * i + 7) + ", \"category_id\": 5, \"bbox\": ["
                                + left + ", " + top + ", " + width + ", " + height + "]}");
            }
            Plane ir = Plane.wrap(WIDTH, HEIGHT, infrared);
            Plane vi = Plane.wrap(WIDTH, HEIGHT, visible);
            ImageFiles.write(root.resolve("ir").resolve(name + ".png"), ir, WriteOptions.png());
            ImageFiles.write(root.resolve("fused").resolve(name + ".png"), ir, WriteOptions.png());
            ImageFiles.write(root.resolve("vi").resolve(name + ".png"), new ColorImage(vi, vi, vi), WriteOptions.png());
            ImageFiles.writeLabels(
                    root.resolve("label").resolve(name + ".png"),
                    LabelMap.of(WIDTH, HEIGHT, labels),
                    IndexColors.gray());
        }
        Files.writeString(root.resolve("boxes.csv"), csv);
        Files.writeString(
                root.resolve("boxes.json"),
                "{\"images\": [" + String.join(", ", images) + "], \"annotations\": [" + String.join(", ", boxes)
                        + "], \"categories\": [{\"id\": 3, \"name\": \"car\"}, {\"id\": 5, \"name\": \"Person\"}]}");
    }
}
