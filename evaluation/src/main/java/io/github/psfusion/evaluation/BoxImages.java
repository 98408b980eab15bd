// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.ImageFolder;
import io.github.psfusion.datasets.NaturalOrder;
import io.github.psfusion.datasets.boxes.BoxFile;
import io.github.psfusion.datasets.boxes.BoxFormat;
import io.github.psfusion.datasets.boxes.BoxImage;
import io.github.psfusion.datasets.boxes.LabeledBox;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.platform.NameKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The images whose boxes are scored: those that a COCO file lists, in the order of their ids; else those of the named folder, or, if
 * none is named, all for which there is any file or row, in natural order of their names.
 */
final class BoxImages {
    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,5})x([1-9]\\d{0,5})");
    private static final int AMBIGUOUS = -1;

    private final List<BoxImage> images;
    private final Map<String, Integer> indexById = new HashMap<>();
    private final Map<String, Integer> indexByName = new HashMap<>();
    /** Whether other images than the listed ones are unknown, not images without an object. */
    private final boolean complete;

    private BoxImages(List<BoxImage> images, boolean complete) {
        this.images = List.copyOf(images);
        this.complete = complete;
        for (int i = 0; i < images.size(); i++) {
            indexById.put(images.get(i).id(), i);
            indexByName.merge(NameKey.of(images.get(i).name()), i, (first, second) -> AMBIGUOUS);
        }
    }

    /**
     * Finds the images.
     *
     * @param place a folder of images, or the size of all, as {@code WxH}; where boxes are fractions and no file has the sizes
     * @throws DatasetException if the folder is not as it must be
     */
    static BoxImages of(BoxFile truth, List<BoxFile> detections, @Nullable String place, DecodeLimits limits)
            throws IOException {
        Matcher size = SIZE.matcher(place == null ? "" : place);
        boolean relative = truth.format().isRelative()
                || detections.stream().anyMatch(file -> file.format().isRelative());
        Function<BoxImage, BoxImage> sized = image -> image;
        if (size.matches()) {
            int width = Integer.parseInt(size.group(1));
            int height = Integer.parseInt(size.group(2));
            sized = image -> image.hasSize() ? image : new BoxImage(image.id(), image.name(), width, height);
        }
        Map<String, Path> folder = place == null || size.matches()
                ? Map.of()
                : ImageFolder.list(Path.of(place)).unambiguous();
        Map<String, BoxImage> found = new LinkedHashMap<>();
        if (truth.format() == BoxFormat.COCO || folder.isEmpty()) {
            truth.images().forEach(image -> found.put(image.id(), image));
        } else {
            Map<String, BoxImage> stated = new HashMap<>();
            truth.images().forEach(image -> stated.put(NameKey.of(image.name()), image));
            for (Path file : folder.values()) {
                String name = ImageFolder.name(file);
                found.put(name, stated.getOrDefault(NameKey.of(name), new BoxImage(name, name, 0, 0)));
            }
        }
        boolean complete = truth.format() == BoxFormat.COCO || !folder.isEmpty();
        if (!complete) {
            addOthers(found, detections);
        }
        List<BoxImage> images = new ArrayList<>();
        for (BoxImage image : found.values()) {
            Path file = folder.get(NameKey.of(image.name()));
            if (relative && !image.hasSize() && file != null) {
                ImageSize read = ImageFiles.size(file, limits);
                images.add(new BoxImage(image.id(), image.name(), read.width(), read.height()));
            } else {
                images.add(sized.apply(image));
            }
        }
        return new BoxImages(images, complete);
    }

    /**
     * Without a list of images each that has detections is one, without an object if no true box names it. Detections may state the
     * sizes that true boxes lack.
     */
    private static void addOthers(Map<String, BoxImage> found, List<BoxFile> detections) {
        Map<String, BoxImage> byKey = new TreeMap<>(NaturalOrder.INSTANCE);
        found.values().forEach(image -> byKey.put(NameKey.of(image.name()), image));
        for (BoxFile file : detections) {
            file.images()
                    .forEach(image -> byKey.merge(
                            NameKey.of(image.name()),
                            new BoxImage(image.name(), image.name(), image.width(), image.height()),
                            (known, stated) -> known.hasSize()
                                    ? known
                                    : new BoxImage(known.id(), known.name(), stated.width(), stated.height())));
        }
        found.clear();
        byKey.forEach((key, image) -> found.put(image.name(), image));
    }

    /** Returns these images without those whose names are not listed. */
    BoxImages only(Set<String> names) {
        return new BoxImages(
                images.stream().filter(image -> names.contains(image.name())).toList(), true);
    }

    List<BoxImage> images() {
        return images;
    }

    List<String> names() {
        return images.stream().map(BoxImage::name).toList();
    }

    boolean isComplete() {
        return complete;
    }

    /**
     * Returns how the boxes of a file name these images; the function gives nothing for an image that is not among them.
     *
     * @throws DatasetException if the file names images in a way that these do not have
     */
    Function<LabeledBox, OptionalInt> finder(BoxFile file, BoxFile truth) throws DatasetException {
        if (file.format() == BoxFormat.COCO && truth.format() == BoxFormat.COCO) {
            return box -> index(indexById, box.image());
        }
        Map<String, String> nameById = new HashMap<>();
        file.images().forEach(image -> nameById.put(image.id(), image.name()));
        if (file.format() == BoxFormat.COCO && nameById.isEmpty()) {
            throw new DatasetException(file.path() + ": a list of detections has ids of images and classes, which only"
                    + " true boxes in COCO form explain. Convert the true boxes " + truth.path()
                    + " to COCO form, or add the lists \"images\" and \"categories\" to the detections.");
        }
        Set<String> ambiguous = new HashSet<>();
        Function<LabeledBox, OptionalInt> finder = box -> {
            String name = nameById.getOrDefault(box.image(), box.image());
            OptionalInt index = index(indexByName, NameKey.of(name));
            if (index.isPresent() && index.getAsInt() == AMBIGUOUS) {
                ambiguous.add(name);
            }
            return index;
        };
        for (LabeledBox box : file.boxes()) {
            var unused = finder.apply(box);
        }
        if (!ambiguous.isEmpty()) {
            throw new DatasetException(truth.path() + ": several images are named "
                    + ambiguous.iterator().next() + ", so that boxes of " + file.path()
                    + " cannot be assigned. Give images different names.");
        }
        return finder;
    }

    private static OptionalInt index(Map<String, Integer> indexes, String key) {
        Integer index = indexes.get(key);
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }
}
