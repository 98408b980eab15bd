// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An arrangement of folders in which data sets are published.
 *
 * <p>Implementations are found by {@link java.util.ServiceLoader}; the first that recognizes a folder reads it.
 */
public interface DatasetLayout {
    /** Returns the names by which the layout may be asked for, in lower case; the first is its own, the others are data sets. */
    List<String> names();

    /**
     * Finds the folders of each split.
     *
     * @param root an existing folder
     * @return the splits that exist, empty if the folder has another layout; pairs without a split are
     *     {@link Split#TRAIN}
     * @throws DatasetException if the layout is recognized but a folder is missing or ambiguous
     */
    Map<Split, PairFolders> splits(Path root) throws IOException;
}
