// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The layout of Ultralytics' programs: a text file of {@code class cx cy width height}, fractions of the image, for each image. */
record YoloLayout(Path root, List<String> classes) implements ExportLayout {
    @Override
    public Path image(ExportedImage image) {
        return root.resolve("images").resolve(image.part()).resolve(image.file());
    }

    @Override
    public Path label(ExportedImage image) {
        return root.resolve("masks").resolve(image.part()).resolve(image.name() + ".png");
    }

    @Override
    public void add(ExportedImage image) throws IOException {
        StringBuilder text = new StringBuilder();
        double width = image.size().width();
        double height = image.size().height();
        for (ExportedImage.ExportedBox box : image.boxes()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%d %.8f %.8f %.8f %.8f%n",
                    box.category(),
                    (box.x() + box.width() / 2) / width,
                    (box.y() + box.height() / 2) / height,
                    box.width() / width,
                    box.height() / height));
        }
        ExportLayout.write(
                root.resolve("labels").resolve(image.part()).resolve(image.name() + ".txt"),
                text.toString().replace(System.lineSeparator(), "\n"));
    }

    @Override
    public void finish(List<ExportedImage> images) throws IOException {
        boolean heldOut = images.stream().anyMatch(image -> image.part().equals("val"));
        StringBuilder yaml =
                new StringBuilder("train: images/train\nval: images/" + (heldOut ? "val" : "train") + "\n");
        yaml.append(classes.isEmpty() ? "names: {}\n" : "names:\n");
        for (int c = 0; c < classes.size(); c++) {
            yaml.append("  ")
                    .append(c)
                    .append(": '")
                    .append(classes.get(c).replace("'", "''"))
                    .append("'\n");
        }
        ExportLayout.write(root.resolve("data.yaml"), yaml.toString());
    }
}
