// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.platform.NameSuggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Folders of data sets whose names are not known, but are near those that are. They are named, never guessed. */
public final class FolderHints {
    /** Names in use that no published set of pairs has, or has for something else as well. */
    private static final Map<ImageRole, Set<String>> NEAR = Map.of(
            ImageRole.INFRARED,
            Set.of(
                    "tir",
                    "mwir",
                    "nir",
                    "inf",
                    "irs",
                    "ir_images",
                    "thermals",
                    "thermal_images",
                    "therm",
                    "inframe",
                    "infrared_images",
                    "infra",
                    "flir"),
            ImageRole.VISIBLE,
            Set.of(
                    "eo",
                    "tv",
                    "color",
                    "rgbs",
                    "rgb_images",
                    "visibles",
                    "visible_images",
                    "vis_images",
                    "optical",
                    "daylight"),
            ImageRole.LABEL,
            Set.of(
                    "labels",
                    "annotations",
                    "annotation",
                    "gt",
                    "ground_truth",
                    "groundtruth",
                    "seg",
                    "segs",
                    "semantic",
                    "segmentations",
                    "segmentation_label",
                    "label_images",
                    "classes",
                    "lbl"),
            ImageRole.BINARY,
            Set.of("binary", "bin", "binaries"),
            ImageRole.BOUNDARY,
            Set.of("boundary", "boundaries", "edges", "bound", "contours"),
            ImageRole.MASK,
            Set.of("masks", "saliency", "salient", "ir_mask"));
    /** Shorter names have too many neighbors. */
    private static final int SHORTEST_MISSPELT = 4;

    private FolderHints() {}

    /** Returns a sentence on each folder beside those of a split whose role seems clear and is not taken. */
    static List<String> of(PairFolders split) throws IOException {
        List<String> hints = new ArrayList<>();
        if (!split.rules().isEmpty()) {
            return hints; // a published layout, or names that the user gives
        }
        Path infrared = split.folders().get(ImageRole.INFRARED);
        Path parent = infrared == null ? null : infrared.toAbsolutePath().getParent();
        if (parent == null) {
            return hints;
        }
        for (Path folder : unknown(parent, split.folders().values())) {
            Optional<ImageRole> role = meant(folder);
            if (role.isPresent() && split.folder(role.get()).isEmpty()) {
                hints.add(sentence(folder, role.get()));
            }
        }
        return hints;
    }

    /**
     * Returns a sentence on each folder in another that may have been meant for images of some kind, each with a blank
     * before it; empty without any.
     */
    static String in(Path parent) throws IOException {
        StringBuilder hints = new StringBuilder();
        List<Path> folders = unknown(parent, List.of());
        for (Path folder : folders) {
            meant(folder).ifPresent(role -> hints.append(' ').append(sentence(folder, role)));
        }
        if (hints.isEmpty() && !folders.isEmpty()) {
            hints.append(" There are the folders ")
                    .append(ImageNames.someOf(folders))
                    .append(", which are not known.");
        }
        return hints.toString();
    }

    /**
     * Returns a sentence on a folder beside that of an image which may have been meant for images of this role, with a blank
     * before it; empty without any.
     */
    public static String beside(Path image, ImageRole role) {
        Path folder = image.toAbsolutePath().getParent();
        Path parent = folder == null ? null : folder.getParent();
        if (parent == null) {
            return "";
        }
        try {
            for (Path other : unknown(parent, List.of())) {
                if (meant(other).filter(meant -> meant == role).isPresent()) {
                    return " " + sentence(other, role);
                }
            }
        } catch (IOException e) {
            return ""; // only a hint
        }
        return "";
    }

    private static String sentence(Path folder, ImageRole role) {
        return "There is a folder " + ImageNames.of(folder) + ", which is not known; if it is meant for "
                + role.name().toLowerCase(Locale.ROOT) + " images, its name must be "
                + String.join(", ", role.folderNames()) + ".";
    }

    private static List<Path> unknown(Path parent, Collection<Path> used) throws IOException {
        List<Path> unknown = new ArrayList<>();
        for (Path entry : ImageFolder.entries(parent)) {
            String name = ImageNames.of(entry).toLowerCase(Locale.ROOT);
            boolean known = used.contains(entry)
                    || Stream.of(ImageRole.values())
                            .anyMatch(role -> role.folderNames().contains(name))
                    || Stream.of(Split.values())
                            .anyMatch(split -> split.folderNames().contains(name));
            if (!known && !name.startsWith(".") && Files.isDirectory(entry)) {
                unknown.add(entry);
            }
        }
        unknown.sort(ImageNames.ORDER);
        return unknown;
    }

    private static Optional<ImageRole> meant(Path folder) {
        String name =
                ImageNames.of(folder).toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        for (ImageRole role : ImageRole.values()) {
            if (NEAR.getOrDefault(role, Set.of()).contains(name)
                    || role.folderNames().contains(name)) {
                return Optional.of(role);
            }
        }
        List<String> names = Stream.of(ImageRole.values())
                .flatMap(role -> role.folderNames().stream())
                .filter(known -> known.length() >= SHORTEST_MISSPELT)
                .toList();
        if (name.length() < SHORTEST_MISSPELT) {
            return Optional.empty();
        }
        return NameSuggestion.nearest(name, names)
                .filter(near -> Math.abs(near.length() - name.length()) <= 2)
                .flatMap(near -> Stream.of(ImageRole.values())
                        .filter(role -> role.folderNames().contains(near))
                        .findFirst());
    }
}
