// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Folders of pairs in a data set that are none of its splits, such as {@code train_unlabelled} beside {@code train}. */
public final class UnreadFolders {
    private UnreadFolders() {}

    /**
     * Finds the folders directly below a root that hold infrared and visible images, and of which no image is read.
     *
     * @param root a folder in one of the {@link DatasetLayouts}
     * @return in the order of their names
     * @throws IOException if a folder cannot be listed
     */
    public static List<Path> in(Path root, PairNaming naming) throws IOException {
        List<Path> read = naming.splits(root).values().stream()
                .flatMap(folders -> folders.folders().values().stream())
                .toList();
        if (read.contains(root)) {
            return List.of(); // patterns or a table choose among all files
        }
        List<Path> unread = new ArrayList<>();
        for (Path folder : ImageFolder.entries(root).stream().sorted().toList()) {
            if (Files.isDirectory(folder)
                    && read.stream().noneMatch(images -> images.startsWith(folder))
                    && holdsPairs(folder)) {
                unread.add(folder);
            }
        }
        return unread;
    }

    private static boolean holdsPairs(Path folder) throws IOException {
        try {
            return PairFolders.inside(folder).isPresent();
        } catch (DatasetException e) {
            return false; // not the two folders of pairs
        }
    }
}
