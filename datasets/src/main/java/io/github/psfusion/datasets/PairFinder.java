// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.radiometric.RadiometricFile;
import io.github.psfusion.platform.NameKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

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
     * Finds the pairs of two folders by equal names.
     *
     * @return at least one pair
     * @throws DatasetException if a folder is missing, holds no image or ambiguous names, or if there is no pair
     */
    public static Pairing between(Path infraredFolder, Path visibleFolder) throws IOException {
        return between(infraredFolder, visibleFolder, PairNaming.BY_NAME);
    }

    /**
     * Finds the pairs of two folders.
     *
     * @return at least one pair
     * @throws DatasetException if a folder is missing, holds no image or ambiguous names, or if there is no pair
     */
    public static Pairing between(Path infraredFolder, Path visibleFolder, PairNaming naming) throws IOException {
        ImageFolder.requireFolder(infraredFolder);
        ImageFolder.requireFolder(visibleFolder);
        if (naming.isByName() && Files.isSameFile(infraredFolder, visibleFolder)) {
            throw new DatasetException(infraredFolder
                    + ": the folders of infrared and of visible images are the same one. Name two folders, or state"
                    + " which images are which by patterns, such as --ir-pattern '{id}_ir' --vi-pattern '{id}_vi'.");
        }
        return in(naming.applyTo(PairFolders.of(infraredFolder, visibleFolder)), Companions.AS_FOUND, naming);
    }

    /**
     * Returns whether a file holds both images of a pair: a JPEG with raw thermal data, or a PNG or TIFF of four channels.
     *
     * @throws IOException if it cannot be read
     */
    public static boolean holdsBoth(Path file, DecodeLimits limits) throws IOException {
        return FourChannels.areIn(file, limits)
                || RadiometricFile.read(file, limits).isPresent();
    }

    /**
     * Takes each image of a folder that holds both images for a pair: radiometric files, and images of four channels. The others are
     * infrared images without a partner.
     *
     * @return no pair, if no image holds both
     * @throws DatasetException if the folder is missing, or holds no image or ambiguous names
     */
    public static Pairing inOneFile(Path folder) throws IOException {
        ImageFolder listed = ImageFolder.list(folder);
        List<PairFiles> pairs = new ArrayList<>();
        List<Path> others = new ArrayList<>();
        boolean found = false;
        for (Path file : images(listed).values()) {
            boolean both;
            try {
                both = holdsBoth(file, DecodeLimits.defaults());
                found |= both;
            } catch (IOException e) {
                both = true; // reading the pair gives the reason
            }
            if (both) {
                pairs.add(PairFiles.of(ImageNames.stem(file), file, file));
            } else {
                others.add(file);
            }
        }
        return new Pairing(found ? pairs : List.of(), others, List.of(), listed.foreign());
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
        return in(root, PairNaming.BY_NAME);
    }

    /**
     * Finds all pairs of a data set, those of all its splits.
     *
     * @param root a folder in one of the {@link DatasetLayouts}, or any folder if patterns or a table name the images in it
     * @return at least one pair
     * @throws DatasetException as for {@link #in(Path)}
     */
    public static Pairing in(Path root, PairNaming naming) throws IOException {
        Map<String, PairFiles> pairByKey = new TreeMap<>(NaturalOrder.INSTANCE);
        List<Path> infraredOnly = new ArrayList<>();
        List<Path> visibleOnly = new ArrayList<>();
        List<Path> foreign = new ArrayList<>();
        List<Path> unmatched = new ArrayList<>();
        for (PairFolders folders : distinct(naming.splits(root))) {
            Pairing pairing = in(folders, Companions.AS_FOUND, naming);
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
            unmatched.addAll(pairing.unmatched());
        }
        return new Pairing(List.copyOf(pairByKey.values()), infraredOnly, visibleOnly, foreign, unmatched);
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
        return in(root, split, PairNaming.BY_NAME);
    }

    /**
     * Finds the pairs of one split as {@link #in(Path, Split)} does.
     *
     * @param naming how names show which images are partners
     */
    public static Pairing in(Path root, Split split, PairNaming naming) throws IOException {
        Map<Split, PairFolders> splits = naming.splits(root);
        Optional<PairFolders> folders = Optional.ofNullable(splits.get(split));
        if (folders.isEmpty() && split == Split.VALIDATION) {
            folders = Optional.ofNullable(splits.get(Split.TEST));
        }
        return folders.isEmpty() ? Pairing.EMPTY : in(folders.get(), split, naming);
    }

    /** Finds the pairs of these folders, to be used for this. */
    static Pairing in(PairFolders folders, Split split, PairNaming naming) throws IOException {
        if (split == Split.TRAIN) {
            refuseValidation(folders);
        }
        return in(folders, Companions.REQUIRED, naming);
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

    private static Pairing in(PairFolders folders, Companions companions, PairNaming naming) throws IOException {
        Map<ImageRole, ImageFolder> listed = new EnumMap<>(ImageRole.class);
        for (ImageRole role : folders.folders().keySet()) {
            listed.put(role, folders.list(role));
        }
        ImageFolder infraredFolder = Objects.requireNonNull(listed.get(ImageRole.INFRARED), "infrared");
        ImageFolder visibleFolder = Objects.requireNonNull(listed.get(ImageRole.VISIBLE), "visible");
        naming.requireAll(infraredFolder, visibleFolder);
        Map<ImageRole, Map<String, Path>> files = new EnumMap<>(ImageRole.class);
        Set<Path> foreign = new LinkedHashSet<>();
        for (Map.Entry<ImageRole, ImageFolder> folder : listed.entrySet()) {
            foreign.addAll(folder.getValue().foreign());
            files.put(folder.getKey(), images(folder.getValue()));
        }
        Map<String, Path> infrared = files.getOrDefault(ImageRole.INFRARED, Map.of());
        Map<String, Path> visible = files.getOrDefault(ImageRole.VISIBLE, Map.of());
        List<PairFiles> pairs = new ArrayList<>();
        for (String key : infrared.keySet()) {
            if (visible.containsKey(key)) {
                PairFiles pair = pair(files, key, infraredFolder, folders);
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
                    + " images of a pair the same name; their extensions may differ."
                    + (naming.isByName() ? PatternSuggestion.of(infraredOnly, visibleOnly) : ""));
        }
        return new Pairing(pairs, infraredOnly, visibleOnly, List.copyOf(foreign), unmatched(listed.values()));
    }

    /** Images that fit no rule of any list in which they stand: one folder may hold images of all kinds. */
    private static List<Path> unmatched(Collection<ImageFolder> folders) {
        Set<Path> unmatched = new LinkedHashSet<>();
        Set<Path> matched = new HashSet<>();
        for (ImageFolder folder : folders) {
            unmatched.addAll(folder.unmatched());
            matched.addAll(folder.all());
        }
        unmatched.removeAll(matched);
        return List.copyOf(unmatched);
    }

    private static Map<String, Path> images(ImageFolder folder) throws DatasetException {
        Map<String, Path> images = folder.unambiguous();
        if (images.isEmpty()) {
            throw new DatasetException(folder.path() + ": " + folder.emptyMessage());
        }
        return images;
    }

    /** Makes the pair of a key. Maps that follow no rule have the name of the pair, or that of one of its images. */
    static PairFiles pair(
            Map<ImageRole, Map<String, Path>> files, String key, ImageFolder infraredFolder, PairFolders folders) {
        Map<ImageRole, Path> ofPair = new EnumMap<>(ImageRole.class);
        Path infrared = Objects.requireNonNull(
                files.getOrDefault(ImageRole.INFRARED, Map.of()).get(key), "infrared");
        Path visible = Objects.requireNonNull(
                files.getOrDefault(ImageRole.VISIBLE, Map.of()).get(key), "visible");
        String name = infraredFolder.pairName(infrared);
        List<String> keys = Stream.of(name, ImageNames.stem(infrared), ImageNames.stem(visible))
                .map(NameKey::of)
                .toList();
        files.forEach((role, images) -> {
            Stream<String> candidates =
                    folders.rules().containsKey(role) || folders.rules().isEmpty() ? Stream.of(key) : keys.stream();
            candidates
                    .map(images::get)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(image -> ofPair.put(role, image));
        });
        return PairFiles.of(name, ofPair, folders.margin());
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
