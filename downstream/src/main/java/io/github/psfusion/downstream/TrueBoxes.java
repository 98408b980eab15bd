// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.boxes.BoxFile;
import io.github.psfusion.datasets.boxes.BoxFormat;
import io.github.psfusion.datasets.boxes.BoxImage;
import io.github.psfusion.evaluation.DetectionEvaluation;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.platform.Excerpt;
import io.github.psfusion.platform.NameKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The true boxes of an experiment, and the pairs that they are of.
 *
 * @param path the file or folder of the boxes
 * @param pairs whose images are in the truth, or may be images without an object
 * @param images the pairs' images, with the ids of the truth
 * @param classes names by id, in the order of the truth
 * @param notes what is left out
 */
record TrueBoxes(
        Path path, List<PairFiles> pairs, List<BoxImage> images, Map<String, String> classes, List<String> notes) {
    private static final int NAMED = 5;

    /**
     * Reads the boxes and finds their pairs. A COCO file lists all its images: pairs that are not among them are left out. In the other
     * formats, images without an object may have no file or row: all pairs count.
     *
     * @param given names of the classes by number, for files with numbers; may be empty
     * @throws DatasetException if no box is of any of the pairs
     */
    static TrueBoxes of(Path path, List<String> given, List<PairFiles> pairs, DecodeLimits limits) throws IOException {
        BoxFile truth = BoxFile.truths(path);
        List<String> names = DetectionEvaluation.classes(truth, given);
        boolean coco = truth.format() == BoxFormat.COCO;
        Map<String, String> classes = new LinkedHashMap<>();
        if (coco) {
            classes.putAll(truth.classes());
        } else {
            names.forEach(name -> classes.put(String.valueOf(classes.size() + 1), name));
        }
        Map<String, BoxImage> listed = new HashMap<>();
        truth.images().forEach(image -> listed.put(NameKey.of(image.name()), image));
        List<PairFiles> used = new ArrayList<>();
        List<BoxImage> images = new ArrayList<>();
        List<String> others = new ArrayList<>();
        int found = 0;
        for (PairFiles pair : pairs) {
            BoxImage image = listed.get(NameKey.of(pair.name()));
            found += image == null ? 0 : 1;
            if (coco && image == null) {
                others.add(pair.name());
                continue;
            }
            ImageSize size = ImageFiles.size(pair.infrared(), limits);
            used.add(pair);
            images.add(
                    coco && image != null
                            ? new BoxImage(image.id(), image.name(), size.width(), size.height())
                            : new BoxImage(
                                    String.valueOf(images.size() + 1), pair.name(), size.width(), size.height()));
        }
        if (found == 0) {
            throw new DatasetException(path + ": none of its images is one of the " + pairs.size()
                    + " pairs; it has "
                    + Excerpt.of(truth.images().stream().map(BoxImage::name).toList(), NAMED)
                    + ", the pairs are "
                    + Excerpt.of(pairs.stream().map(PairFiles::name).toList(), NAMED)
                    + ". Name the boxes of these pairs.");
        }
        List<String> notes = new ArrayList<>();
        if (!others.isEmpty()) {
            notes.add(others.size() + " of " + pairs.size() + " pairs are left out, since " + path
                    + " does not list their images: " + Excerpt.of(others, NAMED) + ".");
        } else if (found < pairs.size()) {
            notes.add(path + ": " + (pairs.size() - found) + " of " + pairs.size()
                    + " pairs have no box, and count as images without an object.");
        }
        return new TrueBoxes(path, used, images, classes, notes);
    }

    /** Returns the names of the classes, in the order of the truth. */
    List<String> names() {
        return List.copyOf(classes.values());
    }
}
