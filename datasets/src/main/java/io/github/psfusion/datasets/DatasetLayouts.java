// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The layouts on the class path. */
public final class DatasetLayouts {
    private DatasetLayouts() {}

    /** Returns all layouts, in the order in which they are tried. */
    public static List<DatasetLayout> all() {
        return ServiceLoader.load(DatasetLayout.class, DatasetLayouts.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * Returns the layout of this name.
     *
     * @throws IllegalArgumentException listing the names if there is none
     */
    public static DatasetLayout named(String name) {
        return all().stream()
                .filter(layout -> layout.names().contains(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no layout " + name + ", but "
                        + all().stream()
                                .flatMap(layout -> layout.names().stream())
                                .collect(Collectors.joining(", "))));
    }

    /**
     * Finds the splits of a data set by the first layout that recognizes it.
     *
     * @return at least one split
     * @throws DatasetException if no layout recognizes the folder
     */
    public static Map<Split, PairFolders> splits(Path root) throws IOException {
        Map<Split, PairFolders> splits = recognized(root);
        if (splits.isEmpty()) {
            throw unrecognized(root);
        }
        return splits;
    }

    /** Finds the splits of a data set by the first layout that recognizes it; empty if none does. */
    static Map<Split, PairFolders> recognized(Path root) throws IOException {
        ImageFolder.requireFolder(root);
        for (DatasetLayout layout : all()) {
            Map<Split, PairFolders> splits = layout.splits(root);
            if (!splits.isEmpty()) {
                return splits;
            }
        }
        return Map.of();
    }

    /**
     * Finds the splits of a data set whose layout is known.
     *
     * @return at least one split
     * @throws DatasetException if the folder has another layout
     */
    public static Map<Split, PairFolders> splits(Path root, DatasetLayout layout) throws IOException {
        ImageFolder.requireFolder(root);
        Map<Split, PairFolders> splits = layout.splits(root);
        if (splits.isEmpty()) {
            throw unrecognized(root);
        }
        return splits;
    }

    private static DatasetException unrecognized(Path root) throws IOException {
        return new DatasetException(root + ": no folders of infrared and visible images were found. Expected are "
                + String.join(", ", ImageRole.INFRARED.folderNames()) + " beside "
                + String.join(", ", ImageRole.VISIBLE.folderNames())
                + ", in the folder itself or in its splits train, validation and test, or in the folder of each"
                + " sequence; or the layout of a published set (LLVIP, FLIR ADAS, MFNet, DroneVehicle, KAIST, VTUAV)."
                + FolderHints.in(root)
                + " Other names are given by patterns (--ir-pattern, --vi-pattern) or a table (--pair-table).");
    }
}
