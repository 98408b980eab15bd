// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.layouts;

import io.github.psfusion.datasets.DatasetLayout;
import io.github.psfusion.datasets.ImageFolder;
import io.github.psfusion.datasets.ImageRole;
import io.github.psfusion.datasets.Margin;
import io.github.psfusion.datasets.NameRule;
import io.github.psfusion.datasets.PairFolders;
import io.github.psfusion.datasets.Split;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder for each sequence, at most four levels below the root, with the folders of both kinds in it: {@code set00/V000/lwir} beside
 * {@code set00/V000/visible}, {@code car_001/ir} beside {@code car_001/rgb}.
 *
 * <p>The layout of KAIST (Hwang et al., 2015), whose sets 00 to 05 are for training, and of VTUAV (Zhang et al., 2022). Elsewhere
 * sequences below a folder whose name begins with {@code train}, {@code val} or {@code test} belong to that split, the others to
 * {@link Split#TRAIN}. A pair is named by its path: {@code set00_V000_I00001}.
 */
public final class SequencesLayout implements DatasetLayout {
    private static final int DEPTH = 4;
    private static final Pattern KAIST_SET = Pattern.compile("set(\\d\\d)");
    private static final int KAIST_TRAINING_SETS = 6;

    @Override
    public List<String> names() {
        return List.of("sequences", "kaist", "vtuav");
    }

    @Override
    public Map<Split, PairFolders> splits(Path root) throws IOException {
        Map<Split, Set<Path>> sequences = new EnumMap<>(Split.class);
        find(root, root, DEPTH, sequences);
        Map<Split, PairFolders> splits = new EnumMap<>(Split.class);
        sequences.forEach((split, folders) -> splits.put(
                split,
                new PairFolders(
                        Map.of(ImageRole.INFRARED, root, ImageRole.VISIBLE, root),
                        Map.of(
                                ImageRole.INFRARED, new InSequence(folders, ImageRole.INFRARED.folderNames()),
                                ImageRole.VISIBLE, new InSequence(folders, ImageRole.VISIBLE.folderNames())),
                        Margin.NONE)));
        return splits;
    }

    private static void find(Path root, Path folder, int depth, Map<Split, Set<Path>> sequences) throws IOException {
        for (Path sequence : folders(folder)) {
            boolean infrared = PairFolders.subfolder(sequence, ImageRole.INFRARED.folderNames())
                    .isPresent();
            boolean visible = PairFolders.subfolder(sequence, ImageRole.VISIBLE.folderNames())
                    .isPresent();
            if (infrared && visible) {
                Path relative = root.relativize(sequence);
                sequences
                        .computeIfAbsent(split(relative), absent -> new HashSet<>())
                        .add(relative);
            } else if (depth > 1) {
                find(root, sequence, depth - 1, sequences);
            }
        }
    }

    private static List<Path> folders(Path parent) throws IOException {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                parent, entry -> Files.isDirectory(entry) && !isHidden(entry))) {
            entries.forEach(folders::add);
        }
        folders.sort(Comparator.naturalOrder());
        return folders;
    }

    private static boolean isHidden(Path entry) {
        return String.valueOf(entry.getFileName()).startsWith(".");
    }

    private static Split split(Path sequence) {
        for (Path part : sequence) {
            String name = part.toString().toLowerCase(Locale.ROOT);
            Matcher set = KAIST_SET.matcher(name);
            if (set.matches()) {
                return Integer.parseInt(set.group(1)) < KAIST_TRAINING_SETS ? Split.TRAIN : Split.TEST;
            }
            if (name.startsWith("test")) {
                return Split.TEST;
            }
            if (name.startsWith("val")) {
                return Split.VALIDATION;
            }
        }
        return Split.TRAIN;
    }

    /**
     * Images of one kind in sequences.
     *
     * @param sequences paths of the folders of sequences from the listed folder
     * @param kind names of the folders of this kind, in lower case
     */
    private record InSequence(Set<Path> sequences, List<String> kind) implements NameRule {
        private Optional<Path> sequence(Path image) {
            Path folder = image.getParent();
            return folder != null
                            && kind.contains(String.valueOf(folder.getFileName()).toLowerCase(Locale.ROOT))
                    ? Optional.ofNullable(folder.getParent()).filter(sequences::contains)
                    : Optional.empty();
        }

        @Override
        public Optional<String> key(Path image) {
            return sequence(image).map(sequence -> ImageFolder.key(path(sequence, image, "/")));
        }

        @Override
        public String name(Path image) {
            return path(sequence(image).orElseThrow(), image, "_");
        }

        private static String path(Path sequence, Path image, String separator) {
            List<String> parts = new ArrayList<>();
            sequence.forEach(part -> parts.add(part.toString()));
            parts.add(ImageFolder.name(image));
            return String.join(separator, parts);
        }

        @Override
        public boolean descends(Path folder) {
            boolean above = sequences.stream().anyMatch(sequence -> sequence.startsWith(folder));
            return above
                    || (sequences.contains(folder.getParent())
                            && kind.contains(
                                    String.valueOf(folder.getFileName()).toLowerCase(Locale.ROOT)));
        }

        @Override
        public String text() {
            return "{sequence}/" + kind.get(0) + "/{name}";
        }
    }
}
