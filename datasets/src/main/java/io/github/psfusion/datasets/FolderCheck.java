// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.platform.Counted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks the names in the folders of one split: ambiguous ones, missing partners, missing maps. */
final class FolderCheck {
    private final Map<ImageRole, ImageFolder> folders = new EnumMap<>(ImageRole.class);
    private final List<Finding> findings = new ArrayList<>();
    private final List<PairFiles> pairs = new ArrayList<>();

    private final PairFolders split;

    private FolderCheck(PairFolders split) {
        this.split = split;
    }

    static FolderCheck of(PairFolders split) throws IOException {
        FolderCheck check = new FolderCheck(split);
        for (ImageRole role : split.folders().keySet()) {
            check.addFolder(role, split.list(role));
        }
        for (String hint : FolderHints.of(split)) {
            check.findings.add(Finding.warning(split.folder(ImageRole.INFRARED).orElseThrow(), hint));
        }
        check.findPartners();
        check.findMaps();
        return check;
    }

    private void addFolder(ImageRole role, ImageFolder folder) {
        folders.put(role, folder);
        if (folder.size() == 0) {
            findings.add(Finding.fault(folder.path(), folder.emptyMessage()));
        } else if (!folder.foreign().isEmpty()) {
            findings.add(Finding.warning(
                    folder.path(),
                    "formats that are not read: " + Counted.of(folder.foreign().size(), "image") + " ("
                            + ImageNames.someOf(folder.foreign()) + "). Convert them to PNG or TIFF."));
        }
        for (List<Path> ambiguous : folder.ambiguousFiles()) {
            findings.add(Finding.fault(
                    ambiguous.get(0),
                    "other files have this name up to extension and upper or lower case ("
                            + ImageNames.someOf(ambiguous.subList(1, ambiguous.size())) + "). Rename or remove them."));
        }
    }

    private void findPartners() {
        Map<String, Path> infrared = files(ImageRole.INFRARED);
        Map<String, Path> visible = files(ImageRole.VISIBLE);
        infrared.forEach((key, file) -> {
            if (visible.containsKey(key)) {
                pairs.add(pair(key));
            } else {
                findings.add(Finding.fault(file, "there is no visible partner of this name."));
            }
        });
        visible.forEach((key, file) -> {
            if (!infrared.containsKey(key)) {
                findings.add(Finding.fault(file, "there is no infrared partner of this name."));
            }
        });
    }

    private PairFiles pair(String key) {
        Map<ImageRole, Map<String, Path>> files = new EnumMap<>(ImageRole.class);
        folders.forEach((role, folder) -> files.put(role, folder.firstOfEach()));
        return PairFinder.pair(files, key, Objects.requireNonNull(folders.get(ImageRole.INFRARED)), split);
    }

    private void findMaps() {
        boolean labeled = folders.containsKey(ImageRole.LABEL);
        folders.forEach((role, folder) -> {
            if (role == ImageRole.INFRARED || role == ImageRole.VISIBLE) {
                return;
            }
            for (PairFiles pair : pairs) {
                if (pair.file(role).isEmpty()) {
                    missingMap(pair, role, labeled);
                }
            }
            Set<Path> used =
                    pairs.stream().flatMap(pair -> pair.file(role).stream()).collect(Collectors.toSet());
            Map<String, Path> infrared = files(ImageRole.INFRARED);
            folder.firstOfEach().forEach((key, file) -> {
                if (!infrared.containsKey(key) && !used.contains(file)) {
                    findings.add(Finding.warning(file, "there is no infrared image of this name; the file is unused."));
                }
            });
        });
    }

    /** A labeled set may have pairs without label, which then need no derived maps either. */
    private void missingMap(PairFiles pair, ImageRole role, boolean labeled) {
        String word = role.name().toLowerCase(Locale.ROOT);
        if (role == ImageRole.LABEL) {
            findings.add(Finding.warning(
                    pair.infrared(), "the pair has no label; only training with --labels optional or none takes it."));
        } else if (!labeled || pair.label().isPresent()) {
            findings.add(Finding.fault(
                    pair.infrared(),
                    "the pair has no " + word + " image in the folder " + role.folderName()
                            + ". Add it, or remove the folder and the maps are derived from the labels."));
        }
    }

    private Map<String, Path> files(ImageRole role) {
        ImageFolder folder = folders.get(role);
        return folder == null ? Map.of() : folder.firstOfEach();
    }

    List<Finding> findings() {
        return findings;
    }

    /** Returns the pairs, in natural order; of ambiguous files the first is taken. */
    List<PairFiles> pairs() {
        return pairs;
    }

    Map<ImageRole, Integer> counts() {
        Map<ImageRole, Integer> counts = new EnumMap<>(ImageRole.class);
        folders.forEach((role, folder) -> counts.put(role, folder.size()));
        return counts;
    }
}
