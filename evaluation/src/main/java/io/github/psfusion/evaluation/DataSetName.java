// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The name of a data set, found from its folders. */
public final class DataSetName {
    /** Folders that name a part of a data set. */
    private static final Set<String> PARTS = Set.of("train", "training", "test", "testing", "val", "validation");

    private DataSetName() {}

    /**
     * Returns the name of the lowest folder that all folders are in, or are; with that of its parent before it where it is a part
     * such as {@code test}.
     *
     * @param folders of the source images, as absolute paths
     * @return empty if there are no folders, or they have only the root in common
     */
    public static Optional<String> of(Collection<Path> folders) {
        @Nullable Path common = null;
        for (Path folder : folders) {
            common = common == null ? folder : common(common, folder);
            if (common == null) {
                return Optional.empty();
            }
        }
        if (common == null || common.getFileName() == null) {
            return Optional.empty();
        }
        String name = common.getFileName().toString();
        Path parent = common.getParent();
        boolean part = PARTS.contains(name.toLowerCase(Locale.ROOT));
        return Optional.of(
                part && parent != null && parent.getFileName() != null ? parent.getFileName() + " " + name : name);
    }

    private static @Nullable Path common(Path one, Path other) {
        @Nullable Path folder = one;
        while (folder != null && !other.startsWith(folder)) {
            folder = folder.getParent();
        }
        return folder;
    }
}
