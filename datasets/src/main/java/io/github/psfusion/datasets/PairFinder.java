// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.platform.NameKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds pairs by base name, never by position.
 *
 * <p>The extensions of partners may differ, and so may upper and lower case. Pairs come in natural order of their names;
 * hidden files and files that are no images are ignored. Of files with an unknown extension the first bytes are read.
 */
public final class PairFinder {
    /** The roles that are derived from labels where no file is given. */
    private static final List<ImageRole> DERIVED = List.of(ImageRole.BINARY, ImageRole.BOUNDARY, ImageRole.MASK);

    private PairFinder() {}

    /**
     * Finds the pairs of two folders.
     *
     * @return at least one pair
     * @throws DatasetException if a folder is missing, holds no image or ambiguous names, or if there is no pair
     */
    public static Pairing between(Path infraredFolder, Path visibleFolder) throws IOException {
        ImageFolder.requireFolder(infraredFolder);
        ImageFolder.requireFolder(visibleFolder);
        if (Files.isSameFile(infraredFolder, visibleFolder)) {
            throw new DatasetException(infraredFolder
                    + ": the folders of infrared and of visible images are the same one. Name two folders.");
        }
        return in(PairFolders.of(infraredFolder, visibleFolder), Companions.AS_FOUND);
    }

    /**
     * Takes each image of a folder for a pair: radiometric files that hold both images.
     *
     * @return at least one pair
     * @throws DatasetException if the folder is missing, or holds no image or ambiguous names
     */
    public static Pairing radiometric(Path folder) throws IOException {
        ImageFolder listed = ImageFolder.list(folder);
        List<PairFiles> pairs = images(listed).values().stream()
                .map(file -> PairFiles.of(ImageNames.stem(file), file, file))
                .toList();
        return new Pairing(pairs, List.of(), List.of(), listed.foreign());
    }

    /**
     * Finds all pairs of a data set, those of all its splits.
     *
     * @param root a folder in one of the {@link DatasetLayouts}
     * @return at least one pair; a derived map that is missing is left out of its pair
     * @throws DatasetException if the layout is not known, a folder holds no image or ambiguous names, two splits
     *     hold pairs of one name, or there is no pair
     */
    public static Pairing in(Path root) throws IOException {
        Map<String, PairFiles> pairByKey = new TreeMap<>(NaturalOrder.INSTANCE);
        List<Path> infraredOnly = new ArrayList<>();
        List<Path> visibleOnly = new ArrayList<>();
        List<Path> foreign = new ArrayList<>();
        for (PairFolders folders : distinct(DatasetLayouts.splits(root))) {
            Pairing pairing = in(folders, Companions.AS_FOUND);
            for (PairFiles pair : pairing.pairs()) {
                PairFiles earlier = pairByKey.putIfAbsent(NameKey.of(pair.name()), pair);
                if (earlier != null) {
                    throw new DatasetException(pair.infrared() + ": a pair of this name is in another split too, "
                            + earlier.infrared() + ". Name the folder of one split instead of " + root + ".");
                }
            }
            infraredOnly.addAll(pairing.infraredOnly());
            visibleOnly.addAll(pairing.visibleOnly());
            foreign.addAll(pairing.foreign());
        }
        return new Pairing(List.copyOf(pairByKey.values()), infraredOnly, visibleOnly, foreign);
    }

    /**
     * Finds the pairs of one split.
     *
     * <p>Where there is no {@code validation}, {@code test} is taken for it. The pairs of a root without splits are
     * {@link Split#TRAIN}. A pair of a labeled set may lack its label; but a folder of binary maps, boundary maps or
     * masks must hold a file for each pair that has a label, and for every pair where there are no labels at all.
     *
     * @param root a folder in one of the {@link DatasetLayouts}
     * @return no pairs if the data set has no such split, else at least one
     * @throws DatasetException as for {@link #in(Path)}; also if a binary map, boundary map or mask is missing, or if
     *     pairs to train on lie below a folder named {@code validation}
     */
    public static Pairing in(Path root, Split split) throws IOException {
        Map<Split, PairFolders> splits = DatasetLayouts.splits(root);
        Optional<PairFolders> folders = Optional.ofNullable(splits.get(split));
        if (folders.isEmpty() && split == Split.VALIDATION) {
            folders = Optional.ofNullable(splits.get(Split.TEST));
        }
        return folders.isEmpty() ? Pairing.EMPTY : in(folders.get(), split);
    }

    /** Finds the pairs of these folders, to be used for this. */
    static Pairing in(PairFolders folders, Split split) throws IOException {
        if (split == Split.TRAIN) {
            refuseValidation(folders);
        }
        return in(folders, Companions.REQUIRED);
    }

    /** Pairs that are held out must not be trained on, whatever name a link gives them. */
    private static void refuseValidation(PairFolders folders) throws IOException {
        for (Path folder : folders.folders().values()) {
            for (Path part : folder.toRealPath()) {
                if (part.toString().toLowerCase(Locale.ROOT).equals(Split.VALIDATION.folderName())) {
                    throw new DatasetException(folder + ": pairs below a folder named validation are held out and are"
                            + " never trained on. Name another folder of training data.");
                }
            }
        }
    }

    private static Collection<PairFolders> distinct(Map<Split, PairFolders> splits) {
        return new LinkedHashSet<>(new EnumMap<>(splits).values());
    }

    /** What to do where a folder of derived maps lacks a file. */
    private enum Companions {
        AS_FOUND,
        REQUIRED
    }

    private static Pairing in(PairFolders folders, Companions companions) throws IOException {
        Map<ImageRole, Map<String, Path>> files = new EnumMap<>(ImageRole.class);
        List<Path> foreign = new ArrayList<>();
        for (Map.Entry<ImageRole, Path> folder : folders.folders().entrySet()) {
            ImageFolder listed = ImageFolder.list(folder.getValue());
            foreign.addAll(listed.foreign());
            files.put(folder.getKey(), images(listed));
        }
        Map<String, Path> infrared = files.getOrDefault(ImageRole.INFRARED, Map.of());
        Map<String, Path> visible = files.getOrDefault(ImageRole.VISIBLE, Map.of());
        List<PairFiles> pairs = new ArrayList<>();
        for (String key : infrared.keySet()) {
            if (visible.containsKey(key)) {
                PairFiles pair = pair(files, key);
                if (companions == Companions.REQUIRED) {
                    requireDerived(pair, folders);
                }
                pairs.add(pair);
            }
        }
        List<Path> infraredOnly = without(infrared, visible);
        List<Path> visibleOnly = without(visible, infrared);
        if (pairs.isEmpty()) {
            throw new DatasetException(folders.folders().get(ImageRole.INFRARED) + ": none of " + infraredOnly.size()
                    + " infrared images (" + ImageNames.someOf(infraredOnly) + ") has a partner of its name among "
                    + visibleOnly.size() + " visible images (" + ImageNames.someOf(visibleOnly) + "). Give the two"
                    + " images of a pair the same name; their extensions may differ.");
        }
        return new Pairing(pairs, infraredOnly, visibleOnly, foreign);
    }

    private static Map<String, Path> images(ImageFolder folder) throws DatasetException {
        Map<String, Path> images = folder.unambiguous();
        if (images.isEmpty()) {
            throw new DatasetException(folder.path() + ": " + folder.emptyMessage());
        }
        return images;
    }

    private static PairFiles pair(Map<ImageRole, Map<String, Path>> files, String key) {
        Map<ImageRole, Path> ofPair = new EnumMap<>(ImageRole.class);
        files.forEach((role, images) -> {
            Path image = images.get(key);
            if (image != null) {
                ofPair.put(role, image);
            }
        });
        return PairFiles.of(ofPair);
    }

    private static void requireDerived(PairFiles pair, PairFolders folders) throws DatasetException {
        boolean labelsExpected = folders.folder(ImageRole.LABEL).isPresent();
        if (labelsExpected && pair.label().isEmpty()) {
            return;
        }
        for (ImageRole role : DERIVED) {
            Optional<Path> folder = folders.folder(role);
            if (folder.isPresent() && pair.file(role).isEmpty()) {
                throw new DatasetException(folder.get().resolve(pair.name() + ".png")
                        + ": the file is missing. A folder "
                        + role.folderName() + " must hold an image for each pair; add it, or remove the folder and the"
                        + " maps are derived from the labels.");
            }
        }
    }

    private static List<Path> without(Map<String, Path> images, Map<String, Path> partners) {
        return images.entrySet().stream()
                .filter(image -> !partners.containsKey(image.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
