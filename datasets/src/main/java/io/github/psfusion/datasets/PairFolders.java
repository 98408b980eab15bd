// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The folders that hold the images of one set of pairs.
 *
 * @param folders the folder of each role; infrared and visible are there, the others may be absent
 * @param rules how names of images show to which pair they belong, by role; without a rule it is the name of the file
 * @param margin is cut from all images
 */
public record PairFolders(Map<ImageRole, Path> folders, Map<ImageRole, NameRule> rules, Margin margin) {
    /** Copies the maps and checks that infrared and visible are in the folders. */
    public PairFolders {
        if (!folders.containsKey(ImageRole.INFRARED) || !folders.containsKey(ImageRole.VISIBLE)) {
            throw new IllegalArgumentException("infrared and visible folders are needed, given: " + folders);
        }
        folders = Collections.unmodifiableMap(new EnumMap<>(folders));
        rules = Map.copyOf(rules);
    }

    /** Makes folders in which partners have the same name. */
    public PairFolders(Map<ImageRole, Path> folders) {
        this(folders, Map.of(), Margin.NONE);
    }

    /** Makes the folders of pairs that have no labels. */
    public static PairFolders of(Path infrared, Path visible) {
        return new PairFolders(Map.of(ImageRole.INFRARED, infrared, ImageRole.VISIBLE, visible));
    }

    /**
     * Looks for folders with the names of {@link ImageRole} directly inside a folder.
     *
     * @return empty if it holds neither infrared nor visible images
     * @throws DatasetException if it holds only one of the two, or two folders for one role
     */
    public static Optional<PairFolders> inside(Path parent) throws IOException {
        Map<ImageRole, Path> found = new EnumMap<>(ImageRole.class);
        for (ImageRole role : ImageRole.values()) {
            subfolder(parent, role.folderNames()).ifPresent(folder -> found.put(role, folder));
        }
        boolean infrared = found.containsKey(ImageRole.INFRARED);
        boolean visible = found.containsKey(ImageRole.VISIBLE);
        if (infrared != visible) {
            ImageRole absent = infrared ? ImageRole.VISIBLE : ImageRole.INFRARED;
            throw new DatasetException(parent + ": there is a folder "
                    + ImageNames.of(found.values().iterator().next())
                    + ", but none for its " + absent.name().toLowerCase(Locale.ROOT)
                    + " partners. Its name must be one of " + String.join(", ", absent.folderNames()) + "."
                    + FolderHints.in(parent));
        }
        return infrared ? Optional.of(new PairFolders(found)) : Optional.empty();
    }

    /**
     * Looks for a folder inside another, upper and lower case alike.
     *
     * @param names the accepted names in lower case
     * @throws DatasetException if more than one has an accepted name
     */
    public static Optional<Path> subfolder(Path parent, List<String> names) throws IOException {
        List<Path> matches = ImageFolder.entries(parent).stream()
                .filter(entry -> names.contains(ImageNames.of(entry).toLowerCase(Locale.ROOT)))
                .filter(Files::isDirectory)
                .sorted()
                .toList();
        if (matches.size() > 1) {
            throw new DatasetException(parent + ": the folders " + ImageNames.someOf(matches)
                    + " may hold the same images. Rename the one that is not meant, or name both folders of the"
                    + " pairs (--ir and --vi).");
        }
        return matches.stream().findFirst();
    }

    /** Returns how images of a role are named. */
    NameRule rule(ImageRole role) {
        return rules.getOrDefault(role, NameRule.FILE_NAME);
    }

    /** Lists the images of a role. */
    ImageFolder list(ImageRole role) throws IOException {
        return ImageFolder.list(folder(role).orElseThrow(), rule(role));
    }

    /** Returns the folder of a role. */
    public Optional<Path> folder(ImageRole role) {
        return Optional.ofNullable(folders.get(role));
    }
}
