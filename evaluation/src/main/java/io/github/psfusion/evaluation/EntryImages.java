// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.ImageFolder;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.platform.Counted;
import io.github.psfusion.platform.Excerpt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The images of an entry as they were found: its folder is listed once, and no image is opened.
 *
 * @param entry whose images they are
 * @param files the files that exist, by name of pair; none for a source baseline
 */
record EntryImages(Entry entry, Map<String, Path> files) {
    private static final int NAMED = 10;

    /** Copies the map. */
    EntryImages {
        files = Map.copyOf(files);
    }

    /**
     * Lists the folder of an entry. Images are found by name, whatever their extension and case.
     *
     * @throws DatasetException if the folder does not exist, has ambiguous names, or has no image of any of the pairs
     */
    static EntryImages find(Entry entry, List<PairFiles> pairs) throws IOException {
        if (entry.folder().isEmpty()) {
            return new EntryImages(entry, Map.of());
        }
        Path folder = entry.folder().get();
        Map<String, Path> images = ImageFolder.listPlace(folder).unambiguous();
        Map<String, Path> files = new HashMap<>();
        for (PairFiles pair : pairs) {
            Path image = images.get(ImageFolder.key(pair.name()));
            if (image != null && !entry.failures().containsKey(pair.name())) {
                files.put(pair.name(), image);
            }
        }
        if (files.isEmpty() && entry.failures().isEmpty()) {
            if (images.isEmpty() && ImageFolder.isPattern(folder)) {
                throw new DatasetException(
                        folder + ": no image has a name of this form. {name} stands for the name of a"
                                + " pair, as in fuse -o.");
            }
            List<Path> methods = ImageFolder.isPattern(folder) ? List.of() : FusedFolders.methods(folder);
            if (!methods.isEmpty()) {
                throw new DatasetException(folder + ": has no images, but folders with images: "
                        + Excerpt.of(
                                methods.stream()
                                        .map(method -> String.valueOf(method.getFileName()))
                                        .toList(),
                                NAMED)
                        + ". Name one of them, or compare them all: psfusion compare --fused " + folder + ".");
            }
            throw new DatasetException(folder + ": contains no images whose names match any of the "
                    + Counted.of(pairs.size(), "pair") + ", such as "
                    + pairs.get(0).name()
                    + ". Fused images have the names of their sources; any extension will do. Others are given by the"
                    + " pattern with which fuse wrote them, such as out/{name}_fused.png.");
        }
        return new EntryImages(entry, files);
    }

    /** Returns the image of a pair, if it exists. */
    Optional<Path> file(PairFiles pair) {
        return Optional.ofNullable(files.get(pair.name()));
    }

    /** Returns the images of these pairs that do not exist for no known reason. */
    List<MissingImage> missing(List<PairFiles> pairs) {
        if (entry.folder().isEmpty()) {
            return List.of();
        }
        Path folder = entry.folder().get();
        return pairs.stream()
                .map(PairFiles::name)
                .filter(pair -> !files.containsKey(pair) && !entry.failures().containsKey(pair))
                .map(pair -> new MissingImage(entry.method().key(), pair, folder))
                .toList();
    }
}
