// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.layouts;

import io.github.psfusion.datasets.DatasetException;
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
 * {@code train/trainimgr} (infrared) beside {@code train/trainimg} (visible), and the same for {@code val} and {@code test}.
 *
 * <p>The layout of DroneVehicle (Sun et al., 2022), whose images have a white margin of 100 pixels.
 */
public final class DroneVehicleLayout implements DatasetLayout {
    private static final Map<Split, String> NAMES =
            Map.of(Split.TRAIN, "train", Split.VALIDATION, "val", Split.TEST, "test");

    @Override
    public List<String> names() {
        return List.of("dronevehicle");
    }

    @Override
    public Map<Split, PairFolders> splits(Path root) throws IOException {
        Map<Split, PairFolders> splits = new EnumMap<>(Split.class);
        for (Map.Entry<Split, String> name : NAMES.entrySet()) {
            Path folder = PairFolders.subfolder(root, List.of(name.getValue())).orElse(root);
            Optional<Path> infrared = PairFolders.subfolder(folder, List.of(name.getValue() + "imgr"));
            Optional<Path> visible = PairFolders.subfolder(folder, List.of(name.getValue() + "img"));
            if (infrared.isPresent() && visible.isPresent()) {
                splits.put(name.getKey(), PairFolders.of(infrared.get(), visible.get()));
            } else if (infrared.isPresent() || visible.isPresent()) {
                throw new DatasetException(folder + ": there is "
                        + infrared.or(() -> visible).orElseThrow().getFileName()
                        + ", but the folder of its partners is missing. DroneVehicle has " + name.getValue()
                        + "imgr (infrared) beside " + name.getValue() + "img (visible).");
            }
        }
        return splits;
    }
}
