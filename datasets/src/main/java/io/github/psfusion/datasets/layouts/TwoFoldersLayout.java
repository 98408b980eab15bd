// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.layouts;

import io.github.psfusion.datasets.DatasetLayout;
import io.github.psfusion.datasets.PairFolders;
import io.github.psfusion.datasets.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two folders without splits: {@code ir} beside {@code vi}, under any of the names in use, in the folder itself or in
 * its folder {@code input}.
 *
 * <p>TNO and most repositories ({@code ir}, {@code vi}), M3FD ({@code Ir}, {@code Vis}), RoadScene ({@code cropinfrared},
 * {@code crop_LR_visible}), VIFB ({@code input/IR}, {@code input/VI}); also one split of an MSRS folder, with its labels.
 */
public final class TwoFoldersLayout implements DatasetLayout {
    @Override
    public List<String> names() {
        return List.of("two-folders", "tno", "roadscene", "m3fd", "vifb");
    }

    @Override
    public Map<Split, PairFolders> splits(Path root) throws IOException {
        Optional<PairFolders> folders = PairFolders.inside(root);
        if (folders.isEmpty()) {
            Optional<Path> input = PairFolders.subfolder(root, List.of("input"));
            if (input.isPresent()) {
                folders = PairFolders.inside(input.get());
            }
        }
        return folders.map(found -> Map.of(Split.TRAIN, found)).orElse(Map.of());
    }
}
