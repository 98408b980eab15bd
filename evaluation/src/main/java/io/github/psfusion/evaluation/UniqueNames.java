// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.datasets.ImageFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Unique names of folders: as many of their last parts as are needed. */
final class UniqueNames {
    private UniqueNames() {}

    /**
     * Names folders.
     *
     * @param taken names that none may have
     * @return a name for each folder, in their order
     * @throws IllegalArgumentException if a folder is given twice, or no number of parts makes its name unique
     */
    static List<String> ofFolders(List<Path> folders, Collection<String> taken) {
        List<Path> places = folders.stream()
                .map(folder -> folder.toAbsolutePath().normalize())
                .toList();
        // A pattern has the name of its folder, unless there are several in one.
        List<Path> inFolders = places.stream()
                .map(place -> ImageFolder.isPattern(place) ? ImageFolder.folderOf(place) : place)
                .toList();
        List<Path> paths = new HashSet<>(inFolders).size() < inFolders.size() ? places : inFolders;
        if (new HashSet<>(paths).size() < paths.size()) {
            throw new IllegalArgumentException(
                    "a folder is named twice among " + folders + "; each folder of images is scored once");
        }
        int[] parts = new int[paths.size()];
        List<String> names = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            parts[i] = 1;
            names.add(name(paths.get(i), 1));
        }
        Set<Integer> clashing = clashing(names, taken);
        while (!clashing.isEmpty()) {
            for (int i : clashing) {
                parts[i]++;
                if (parts[i] > paths.get(i).getNameCount()) {
                    throw new IllegalArgumentException(paths.get(i) + ": another method has the name \"" + names.get(i)
                            + "\", and the folder has no more parts for a unique name; rename it");
                }
                names.set(i, name(paths.get(i), parts[i]));
            }
            clashing = clashing(names, taken);
        }
        return List.copyOf(names);
    }

    private static String name(Path path, int parts) {
        int count = path.getNameCount();
        if (count == 0) {
            return path.toString();
        }
        // A slash on every system, so that a score file has the same names everywhere.
        return path.subpath(Math.max(count - parts, 0), count).toString().replace('\\', '/');
    }

    private static Set<Integer> clashing(List<String> names, Collection<String> taken) {
        Set<Integer> clashing = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (taken.contains(names.get(i)) || names.indexOf(names.get(i)) != names.lastIndexOf(names.get(i))) {
                clashing.add(i);
            }
        }
        return clashing;
    }
}
