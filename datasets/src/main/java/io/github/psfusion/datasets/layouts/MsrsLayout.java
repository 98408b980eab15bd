// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.layouts;

import io.github.psfusion.datasets.DatasetLayout;
import io.github.psfusion.datasets.PairFolders;
import io.github.psfusion.datasets.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Splits outside, kinds of image inside: {@code train/ir}, {@code train/vi}, {@code train/label}, {@code test/ir} ...
 *
 * <p>The layout of MSRS (Tang et al., PIAFusion, 2022) and of FMB (Liu et al., SegMiF, 2023), and the one that this
 * project writes.
 */
public final class MsrsLayout implements DatasetLayout {
    @Override
    public List<String> names() {
        return List.of("msrs", "fmb");
    }

    @Override
    public Map<Split, PairFolders> splits(Path root) throws IOException {
        Map<Split, PairFolders> splits = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            Optional<Path> folder = PairFolders.subfolder(root, split.folderNames());
            if (folder.isPresent()) {
                PairFolders.inside(folder.get()).ifPresent(folders -> splits.put(split, folders));
            }
        }
        return splits;
    }
}
