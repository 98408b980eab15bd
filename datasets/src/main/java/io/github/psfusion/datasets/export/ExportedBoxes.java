// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.export;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.boxes.BoxFile;
import io.github.psfusion.datasets.boxes.BoxImage;
import io.github.psfusion.datasets.boxes.LabeledBox;
import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.platform.NameKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The boxes of several files by the names of images, with one list of classes. */
final class ExportedBoxes {
    private final List<String> classes;
    private final Map<String, List<Found>> byName = new HashMap<>();
    private int dropped;

    private record Found(LabeledBox box, int category, boolean relative) {}

    private ExportedBoxes(List<String> classes) {
        this.classes = List.copyOf(classes);
    }

    /**
     * Reads the files.
     *
     * @param names of classes by their numbers; empty for those of the files
     * @throws DatasetException if a box has a class without a name
     */
    static ExportedBoxes of(List<Path> paths, List<String> names) throws IOException {
        List<BoxFile> files = new ArrayList<>();
        for (Path path : paths) {
            files.add(BoxFile.truths(path));
        }
        ExportedBoxes boxes = new ExportedBoxes(classes(files, names));
        for (BoxFile file : files) {
            boxes.add(file);
        }
        return boxes;
    }

    private static List<String> classes(List<BoxFile> files, List<String> names) {
        List<String> classes = new ArrayList<>(names);
        for (BoxFile file : files) {
            if (names.isEmpty()) {
                file.classes().values().stream()
                        .filter(name -> !classes.contains(name))
                        .forEach(classes::add);
            }
        }
        if (classes.isEmpty()) { // names in VOC files, bare numbers elsewhere
            TreeSet<String> categories = new TreeSet<>();
            files.forEach(file -> file.boxes().forEach(box -> categories.add(box.category())));
            boolean numbers = categories.stream().allMatch(category -> category.matches("\\d{1,3}"));
            int largest = numbers
                    ? categories.stream().mapToInt(Integer::parseInt).max().orElse(-1)
                    : -1;
            for (int c = 0; c <= largest; c++) {
                classes.add("class " + c);
            }
            if (!numbers) {
                classes.addAll(categories);
            }
        }
        return classes;
    }

    private void add(BoxFile file) throws DatasetException {
        Map<String, String> names = new HashMap<>();
        for (BoxImage image : file.images()) {
            names.put(image.id(), image.name());
        }
        for (LabeledBox box : file.boxes()) {
            String name = file.classes().getOrDefault(box.category(), box.category());
            int category = classes.indexOf(name);
            if (category < 0 && box.category().matches("\\d{1,3}")) {
                category = Integer.parseInt(box.category());
            }
            if (category < 0 || category >= classes.size()) {
                throw new DatasetException(file.path() + ": a box of " + names.getOrDefault(box.image(), box.image())
                        + " has the class " + name + ", but the classes are " + String.join(", ", classes)
                        + ". Name all with --classes, in the order of their numbers.");
            }
            byName.computeIfAbsent(NameKey.of(names.getOrDefault(box.image(), box.image())), key -> new ArrayList<>())
                    .add(new Found(box, category, file.format().isRelative()));
        }
    }

    List<String> classes() {
        return classes;
    }

    /** Returns how many boxes were left out because nothing of them lies in their image. */
    int dropped() {
        return dropped;
    }

    /** Returns the boxes of an image in pixels, cut at its borders. */
    List<ExportedImage.ExportedBox> of(String name, ImageSize size) {
        List<ExportedImage.ExportedBox> boxes = new ArrayList<>();
        for (Found found : byName.getOrDefault(NameKey.of(name), List.of())) {
            double sx = found.relative() ? size.width() : 1;
            double sy = found.relative() ? size.height() : 1;
            LabeledBox box = found.box();
            double left = Math.max(0, box.x() * sx);
            double top = Math.max(0, box.y() * sy);
            double right = Math.min(size.width(), (box.x() + box.width()) * sx);
            double bottom = Math.min(size.height(), (box.y() + box.height()) * sy);
            if (right > left && bottom > top) {
                boxes.add(new ExportedImage.ExportedBox(
                        found.category(), left, top, right - left, bottom - top, box.crowd()));
            } else {
                dropped++;
            }
        }
        return boxes;
    }
}
