// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.layouts;

import io.github.psfusion.datasets.DatasetLayout;
import io.github.psfusion.datasets.ImageRole;
import io.github.psfusion.datasets.Margin;
import io.github.psfusion.datasets.NamePattern;
import io.github.psfusion.datasets.NameRule;
import io.github.psfusion.datasets.PairFolders;
import io.github.psfusion.datasets.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code JPEGImages/FLIR_00002_PreviewData.jpeg} beside {@code JPEGImages/FLIR_00002_RGB.jpg}, with the lists
 * {@code align_train.txt} and {@code align_validation.txt}.
 *
 * <p>The layout of the pairs of FLIR ADAS that Zhang et al. (2020) aligned.
 */
public final class AlignedFlirLayout implements DatasetLayout {
    private static final NamePattern INFRARED = NamePattern.parse("FLIR_{id}_PreviewData");
    private static final NamePattern VISIBLE = NamePattern.parse("FLIR_{id}_RGB");
    private static final Map<Split, String> LISTS =
            Map.of(Split.TRAIN, "align_train.txt", Split.VALIDATION, "align_validation.txt");

    @Override
    public List<String> names() {
        return List.of("flir-aligned");
    }

    @Override
    public Map<Split, PairFolders> splits(Path root) throws IOException {
        Optional<Path> images = PairFolders.subfolder(root, List.of("jpegimages"));
        Map<Split, Set<String>> lists = ListedImages.lists(root, LISTS);
        if (images.isEmpty() || lists.isEmpty()) {
            return Map.of();
        }
        Map<ImageRole, Path> folders = Map.of(ImageRole.INFRARED, images.get(), ImageRole.VISIBLE, images.get());
        Map<Split, PairFolders> splits = new EnumMap<>(Split.class);
        lists.forEach((split, names) -> splits.put(
                split,
                new PairFolders(
                        folders,
                        Map.of(ImageRole.INFRARED, listed(INFRARED, names), ImageRole.VISIBLE, listed(VISIBLE, names)),
                        Margin.NONE)));
        return splits;
    }

    /** Lists hold the names of infrared images, or what partners have in common. */
    private static NameRule listed(NamePattern pattern, Set<String> names) {
        Set<String> keys = new HashSet<>(names);
        names.forEach(name -> INFRARED.key(Path.of(name)).ifPresent(keys::add));
        return new ListedImages(pattern, keys);
    }
}
