// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.datasets.ImageRole;
import io.github.psfusion.datasets.Margin;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairFinder;
import io.github.psfusion.datasets.PairNaming;
import io.github.psfusion.datasets.Pairing;
import io.github.psfusion.datasets.Shard;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.platform.Counted;
import io.github.psfusion.platform.Excerpt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pairs to work on.
 *
 * @param pairing the pairs, and images without a partner
 * @param single whether the two files of one pair were named
 */
public record PairInputs(Pairing pairing, boolean single) {
    /** Names of images without a partner that are printed. */
    private static final int PRINTED = 20;

    /**
     * Returns the pair of two files.
     *
     * @throws PipelineException if one is missing
     */
    public static PairInputs ofFiles(Path infrared, Path visible) {
        return ofFiles(infrared, visible, Margin.NONE);
    }

    /** Returns the pair of two files as {@link #ofFiles(Path, Path)} does, with a margin that is cut from both. */
    public static PairInputs ofFiles(Path infrared, Path visible, Margin margin) {
        requireBoth(infrared, visible);
        PairFiles pair = PairFiles.of(FileNames.withoutExtension(infrared), infrared, visible)
                .withMargin(margin);
        return new PairInputs(new Pairing(List.of(pair), List.of(), List.of()), true);
    }

    /**
     * Returns whether a file, or an image of a folder, is a pair alone: a JPEG with raw thermal data, or a PNG or TIFF of four
     * channels.
     *
     * @throws IOException if it cannot be read
     */
    public static boolean areInOneFile(Path infrared, DecodeLimits limits) throws IOException {
        if (Files.isDirectory(infrared)) {
            return !PairFinder.inOneFile(infrared).pairs().isEmpty();
        }
        return Files.exists(infrared) && PairFinder.holdsBoth(infrared, limits);
    }

    /**
     * Returns the pairs of files that hold both images each.
     *
     * @param infrared a file, or a folder of such files
     * @param list a file with the names of the wanted pairs, in their order
     * @throws PipelineException if it is missing
     * @throws IOException if the folder or the list cannot be read, or if there are no images
     */
    public static PairInputs ofOneFileEach(Path infrared, Optional<Path> list, Margin margin) throws IOException {
        requireBoth(infrared, infrared);
        if (!Files.isDirectory(infrared)) {
            return ofFiles(infrared, infrared, margin);
        }
        return new PairInputs(listed(PairFinder.inOneFile(infrared).withMargin(margin), list), false);
    }

    /**
     * Finds the pairs of two folders.
     *
     * @param list a file with the names of the wanted pairs, in their order
     * @param naming how names show which images are partners
     * @throws PipelineException if a folder is missing
     * @throws IOException if a folder or the list cannot be read, or if there are no pairs
     */
    public static PairInputs ofFolders(Path infrared, Path visible, Optional<Path> list, PairNaming naming)
            throws IOException {
        requireBoth(infrared, visible);
        return new PairInputs(listed(PairFinder.between(infrared, visible, naming), list), false);
    }

    /** Finds the pairs of two folders by equal names. */
    public static PairInputs ofFolders(Path infrared, Path visible, Optional<Path> list) throws IOException {
        return ofFolders(infrared, visible, list, PairNaming.BY_NAME);
    }

    /**
     * Finds the pairs of a folder with a known layout, or with names that patterns or a table give.
     *
     * @param list a file with the names of the wanted pairs, in their order
     * @throws IOException if the folder or the list cannot be read, or if there are no pairs
     */
    public static PairInputs ofDataset(Path root, Optional<Path> list, PairNaming naming) throws IOException {
        return new PairInputs(listed(PairFinder.in(root, naming), list), false);
    }

    /** Finds the pairs of a folder with a known layout. */
    public static PairInputs ofDataset(Path root, Optional<Path> list) throws IOException {
        return ofDataset(root, list, PairNaming.BY_NAME);
    }

    private static void requireBoth(Path infrared, Path visible) {
        String missing = Stream.of(infrared, visible)
                .distinct()
                .filter(file -> !Files.exists(file))
                .map(file -> file + ": there is no such file or folder. Check the name.")
                .collect(Collectors.joining("\n"));
        if (!missing.isEmpty()) {
            throw new PipelineException(PipelineException.Reason.INPUT, missing);
        }
    }

    private static Pairing listed(Pairing pairing, Optional<Path> list) throws IOException {
        return list.isEmpty() ? pairing : pairing.listed(list.get());
    }

    /** Returns the pairs of a shard; images without a partner are those of the first shard. */
    public PairInputs shard(Shard shard) {
        List<PairFiles> own = shard.of(pairs());
        return new PairInputs(
                shard.isFirst()
                        ? new Pairing(own, pairing.infraredOnly(), pairing.visibleOnly(), pairing.foreign())
                        : new Pairing(own, List.of(), List.of()),
                single);
    }

    /** Returns the pairs in order. */
    public List<PairFiles> pairs() {
        return pairing.pairs();
    }

    /** Returns how many images there are of the more numerous kind: what users take for the number of pairs. */
    public int images() {
        return pairs().size()
                + Math.max(pairing.infraredOnly().size(), pairing.visibleOnly().size());
    }

    /** Returns all files that are read, also those of labels and of images without a partner. */
    public List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (PairFiles pair : pairs()) {
            for (ImageRole role : ImageRole.values()) {
                pair.file(role).ifPresent(files::add);
            }
        }
        files.addAll(pairing.infraredOnly());
        files.addAll(pairing.visibleOnly());
        return files;
    }

    /** Returns the folders that hold source images; results must not be written there. */
    public Set<Path> folders() throws IOException {
        Set<Path> folders = new LinkedHashSet<>();
        for (PairFiles pair : pairs()) {
            for (Path file : List.of(pair.infrared(), pair.visible())) {
                Path folder = file.toAbsolutePath().getParent();
                if (folder != null) {
                    folders.add(folder.toRealPath());
                }
            }
        }
        return folders;
    }

    /** Returns the images without a partner, and those of formats that are not read. */
    public List<String> withoutPartner() {
        return pairing.leftOut().stream().map(Path::toString).toList();
    }

    /** Returns a sentence on each kind of image without a partner. */
    public List<String> incomplete() {
        List<String> sentences = new ArrayList<>();
        sentence(sentences, pairing.infraredOnly(), "infrared", "visible");
        sentence(sentences, pairing.visibleOnly(), "visible", "infrared");
        if (!pairing.foreign().isEmpty()) {
            List<String> names = pairing.foreign().stream()
                    .map(file -> String.valueOf(file.getFileName()))
                    .toList();
            sentences.add("the folders hold " + Counted.of(names.size(), "image")
                    + " of formats that are not read (convert them to" + " PNG or TIFF) and are left out:\n  "
                    + Excerpt.of(names, PRINTED));
        }
        if (!pairing.unmatched().isEmpty()) {
            List<String> names = pairing.unmatched().stream()
                    .map(file -> String.valueOf(file.getFileName()))
                    .toList();
            sentences.add(Counted.of(names.size(), "image")
                    + " left out, since names do not follow the rule of names:\n  " + Excerpt.of(names, PRINTED));
        }
        return sentences;
    }

    private void sentence(List<String> sentences, List<Path> images, String kind, String other) {
        if (!images.isEmpty()) {
            List<String> names = images.stream()
                    .map(file -> String.valueOf(file.getFileName()))
                    .toList();
            sentences.add(images.size() + " of " + (pairs().size() + images.size()) + " " + kind + " images have no "
                    + other + " partner of the same name and are left out:\n  " + Excerpt.of(names, PRINTED));
        }
    }

    /** Reads the headers of all images and returns a sentence on each that cannot be read. */
    public List<String> unreadable(DecodeLimits limits) {
        List<String> sentences = new ArrayList<>();
        for (PairFiles pair : pairs()) {
            for (Path file : List.of(pair.infrared(), pair.visible())) {
                try {
                    var unused = ImageFiles.size(file, limits);
                } catch (IOException e) {
                    sentences.add(FileErrors.message(e));
                }
            }
        }
        return sentences;
    }
}
