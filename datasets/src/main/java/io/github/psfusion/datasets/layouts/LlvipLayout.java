// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.layouts;

import io.github.psfusion.datasets.DatasetLayout;
import io.github.psfusion.datasets.ImageRole;
import io.github.psfusion.datasets.PairFolders;
import io.github.psfusion.datasets.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Kinds of image outside, splits inside: {@code infrared/train}, {@code infrared/test}, {@code visible/train} ...
 *
 * <p>The layout of LLVIP (Jia et al., 2021).
 */
public final class LlvipLayout implements DatasetLayout {
    @Override
    public List<String> names() {
        return List.of("llvip");
    }

    @Override
    public Map<Split, PairFolders> splits(Path root) throws IOException {
        Map<Split, PairFolders> splits = new EnumMap<>(Split.class);
        Optional<PairFolders> kinds = PairFolders.inside(root);
        if (kinds.isPresent()) {
            for (Split split : Split.values()) {
                Map<ImageRole, Path> folders = inside(kinds.get(), split);
                if (folders.containsKey(ImageRole.INFRARED) && folders.containsKey(ImageRole.VISIBLE)) {
                    splits.put(split, new PairFolders(folders));
                }
            }
        }
        return splits;
    }

    private static Map<ImageRole, Path> inside(PairFolders kinds, Split split) throws IOException {
        Map<ImageRole, Path> folders = new EnumMap<>(ImageRole.class);
        for (Map.Entry<ImageRole, Path> kind : kinds.folders().entrySet()) {
            PairFolders.subfolder(kind.getValue(), split.folderNames())
                    .ifPresent(folder -> folders.put(kind.getKey(), folder));
        }
        return folders;
    }
}
