// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.boxes;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.NaturalOrder;
import io.github.psfusion.platform.NameKey;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** A folder with a file of boxes per image: YOLO text, or VOC XML. A file without a box is an image without one. */
final class BoxFolder {
    /** Names of the classes, one a line, as annotation programs write them beside the labels. */
    private static final String CLASSES = "classes.txt";

    private static final String TEXT = ".txt";
    private static final String XML = ".xml";

    private BoxFolder() {}

    static BoxFile read(Path folder, boolean scored) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(files::add);
        }
        files.removeIf(file -> name(file).startsWith(".") || Files.isDirectory(file));
        files.sort(Comparator.comparing(BoxFolder::name, NaturalOrder.INSTANCE));
        List<Path> texts = files.stream()
                .filter(file -> ends(file, TEXT) && !name(file).equals(CLASSES))
                .toList();
        List<Path> documents = files.stream().filter(file -> ends(file, XML)).toList();
        if (texts.isEmpty() == documents.isEmpty()) {
            throw new DatasetException(folder + ": the folder holds " + texts.size() + " YOLO (.txt) and "
                    + documents.size() + " PASCAL VOC (.xml) files. Expected are files of one of the two kinds, one per"
                    + " image.");
        }
        return documents.isEmpty() ? yolo(folder, texts, scored) : voc(folder, documents, scored);
    }

    private static BoxFile yolo(Path folder, List<Path> files, boolean scored) throws IOException {
        List<BoxImage> images = new ArrayList<>();
        List<LabeledBox> boxes = new ArrayList<>();
        Map<String, Path> seen = new LinkedHashMap<>();
        for (Path file : files) {
            String image = stem(file, seen);
            images.add(new BoxImage(image, image, 0, 0));
            boxes.addAll(YoloText.read(file, image, scored));
        }
        Map<String, String> classes = new LinkedHashMap<>();
        Path names = folder.resolve(CLASSES);
        if (Files.isRegularFile(names)) {
            for (String name : BoxText.lines(names)) {
                if (!name.isBlank()) {
                    classes.put(String.valueOf(classes.size()), name.strip());
                }
            }
        }
        return new BoxFile(folder, BoxFormat.YOLO, images, classes, boxes);
    }

    private static BoxFile voc(Path folder, List<Path> files, boolean scored) throws IOException {
        List<BoxImage> images = new ArrayList<>();
        List<LabeledBox> boxes = new ArrayList<>();
        Map<String, Path> seen = new LinkedHashMap<>();
        for (Path file : files) {
            VocDocument document = VocDocument.read(file, stem(file, seen), scored);
            images.add(document.image());
            boxes.addAll(document.boxes());
        }
        Map<String, String> classes = new LinkedHashMap<>();
        new TreeSet<>(boxes.stream().map(LabeledBox::category).toList()).forEach(name -> classes.put(name, name));
        return new BoxFile(folder, BoxFormat.VOC, images, classes, boxes);
    }

    private static String stem(Path file, Map<String, Path> seen) throws DatasetException {
        String name = name(file);
        String stem = name.substring(0, name.lastIndexOf('.'));
        Path earlier = seen.putIfAbsent(NameKey.of(stem), file);
        if (earlier != null) {
            throw new DatasetException(file + ": the name differs from that of " + earlier.getFileName()
                    + " in upper and lower case only. Rename or remove one of them.");
        }
        return stem;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static boolean ends(Path file, String extension) {
        return name(file).toLowerCase(Locale.ROOT).endsWith(extension);
    }
}
