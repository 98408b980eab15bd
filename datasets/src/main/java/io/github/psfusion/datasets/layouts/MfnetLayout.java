// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.layouts;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.DatasetLayout;
import io.github.psfusion.datasets.ImageRole;
import io.github.psfusion.datasets.Margin;
import io.github.psfusion.datasets.NameRule;
import io.github.psfusion.datasets.PairFolders;
import io.github.psfusion.datasets.Split;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One folder of PNG files with four channels, the last of which is infrared: {@code images/00001D.png} beside
 * {@code labels/00001D.png}, with the lists {@code train.txt}, {@code val.txt} and {@code test.txt}.
 *
 * <p>The layout of MFNet (Ha et al., 2017).
 */
public final class MfnetLayout implements DatasetLayout {
    private static final int CHANNELS = 4;
    private static final Map<Split, String> LISTS =
            Map.of(Split.TRAIN, "train.txt", Split.VALIDATION, "val.txt", Split.TEST, "test.txt");

    @Override
    public List<String> names() {
        return List.of("mfnet");
    }

    @Override
    public Map<Split, PairFolders> splits(Path root) throws IOException {
        Optional<Path> images = PairFolders.subfolder(root, List.of("images"));
        Map<Split, Set<String>> lists = ListedImages.lists(root, LISTS);
        if (images.isEmpty() || lists.isEmpty()) {
            return Map.of();
        }
        requireFourChannels(images.get());
        Map<ImageRole, Path> folders = new EnumMap<>(ImageRole.class);
        folders.put(ImageRole.INFRARED, images.get());
        folders.put(ImageRole.VISIBLE, images.get());
        PairFolders.subfolder(root, List.of("labels", "label")).ifPresent(labels -> folders.put(ImageRole.LABEL, labels));
        Map<Split, PairFolders> splits = new EnumMap<>(Split.class);
        lists.forEach((split, names) -> {
            NameRule rule = new ListedImages(NameRule.FILE_NAME, names);
            splits.put(
                    split,
                    new PairFolders(
                            folders, Map.of(ImageRole.INFRARED, rule, ImageRole.VISIBLE, rule), Margin.NONE));
        });
        return splits;
    }

    private static void requireFourChannels(Path images) throws IOException {
        Optional<Path> first;
        try (Stream<Path> files = Files.list(images)) {
            first = files.filter(file -> String.valueOf(file.getFileName()).endsWith(".png"))
                    .sorted()
                    .findFirst();
        }
        if (first.isEmpty()) {
            throw new DatasetException(images + ": no PNG files were found, but beside lists of names (train.txt ...) the"
                    + " images of MFNet are expected: PNG files of four channels, the last of which is infrared.");
        }
        int channels =
                ImageFiles.describe(first.get(), DecodeLimits.defaults()).channels();
        if (channels != CHANNELS) {
            throw new DatasetException(first.get() + ": it has " + channels + " channels, but beside lists of names"
                    + " (train.txt ...) the images of MFNet are expected: PNG files of four channels, the last of which"
                    + " is infrared. Name the folders of infrared and visible images (--ir and --vi), or those of a"
                    + " layout.");
        }
    }
}
