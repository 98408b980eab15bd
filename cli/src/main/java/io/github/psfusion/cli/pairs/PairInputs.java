// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.pairs;

import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairFinder;
import io.github.psfusion.datasets.Pairing;
import io.github.psfusion.platform.Excerpt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pairs that a verb works on.
 *
 * @param pairing the pairs, and images without a partner
 * @param single whether the user named the two files of one pair
 */
public record PairInputs(Pairing pairing, boolean single) {
    /** Names of images without a partner that are printed. */
    private static final int PRINTED = 20;

    /**
     * Finds the pairs.
     *
     * @param infrared file or folder, with {@code visible}
     * @param visible file or folder
     * @param root a folder with a known layout, instead of both
     * @param list names of pairs, in the wanted order
     */
    public static PairInputs of(
            @Nullable Path infrared, @Nullable Path visible, @Nullable Path root, @Nullable Path list)
            throws IOException {
        if (root != null) {
            if (infrared != null || visible != null) {
                throw UserError.usage("--pairs names both images of each pair; leave out --ir and --vi.");
            }
            return new PairInputs(listed(PairFinder.in(root), list), false);
        }
        if (infrared == null || visible == null) {
            throw UserError.usage("missing: "
                    + (infrared == null ? "--ir PATH" : "")
                    + (infrared == null && visible == null ? " and " : "")
                    + (visible == null ? "--vi PATH" : "")
                    + " (or --pairs DIR).");
        }
        requireBoth(infrared, visible);
        boolean folders = Files.isDirectory(infrared);
        if (folders != Files.isDirectory(visible)) {
            throw UserError.usage((folders ? "--ir " + infrared : "--vi " + visible) + " is a folder, but "
                    + (folders ? "--vi " + visible : "--ir " + infrared)
                    + " is a file. Name two files or two folders.");
        }
        if (folders) {
            return new PairInputs(listed(PairFinder.between(infrared, visible), list), false);
        }
        if (list != null) {
            throw UserError.usage("--list chooses pairs of folders, but --ir and --vi name files.");
        }
        PairFiles pair = PairFiles.of(FileNames.withoutExtension(infrared), infrared, visible);
        return new PairInputs(new Pairing(List.of(pair), List.of(), List.of()), true);
    }

    private static void requireBoth(Path infrared, Path visible) {
        List<String> missing = new ArrayList<>();
        for (Path file : List.of(infrared, visible)) {
            if (!Files.exists(file)) {
                missing.add(file + ": there is no such file or folder. Check the name.");
            }
        }
        if (!missing.isEmpty()) {
            throw UserError.input(String.join("\n", missing));
        }
    }

    private static Pairing listed(Pairing pairing, @Nullable Path list) throws IOException {
        return list == null ? pairing : pairing.listed(list);
    }

    /** Returns the pairs in order. */
    public List<PairFiles> pairs() {
        return pairing.pairs();
    }

    /** Returns how many images there are of the more numerous kind: what the user takes for the number of pairs. */
    public int images() {
        return pairs().size()
                + Math.max(pairing.infraredOnly().size(), pairing.visibleOnly().size());
    }

    /** Returns the folders that hold sources; results must not be written there. */
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

    /** Returns the images without a partner. */
    public List<String> withoutPartner() {
        return Stream.concat(pairing.infraredOnly().stream(), pairing.visibleOnly().stream())
                .map(Path::toString)
                .toList();
    }

    /** Returns a sentence on each kind of image without a partner. */
    public List<String> incomplete() {
        List<String> sentences = new ArrayList<>();
        sentence(sentences, pairing.infraredOnly(), "infrared", "visible");
        sentence(sentences, pairing.visibleOnly(), "visible", "infrared");
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
}
