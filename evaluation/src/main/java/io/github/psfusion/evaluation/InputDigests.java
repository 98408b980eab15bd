// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.datasets.NaturalOrder;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.platform.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Digests of the images that are measured. */
final class InputDigests {
    private InputDigests() {}

    /**
     * Reads all files.
     *
     * @param fused files by name of pair, for each folder
     * @return digest by path: of a file that is alone in its folder, else of the sorted lines {@code digest  name} of those
     *     files of the folder that are measured
     */
    static Map<String, String> of(List<PairFiles> pairs, Collection<Map<String, Path>> fused) {
        List<Path> all = new ArrayList<>();
        pairs.forEach(pair -> all.add(pair.infrared()));
        pairs.forEach(pair -> all.add(pair.visible()));
        fused.forEach(files -> all.addAll(files.values()));
        return of(all);
    }

    /** Reads all files; as {@link #of(List, Collection)}. */
    static Map<String, String> of(List<Path> all) {
        Map<String, List<Path>> byFolder = new LinkedHashMap<>();
        all.forEach(file -> add(byFolder, file));
        Map<String, String> digests = new LinkedHashMap<>();
        byFolder.forEach((folder, files) -> {
            if (files.size() == 1) {
                digests.put(files.get(0).toString(), digest(files.get(0)));
            } else {
                digests.put(folder, Sha256.of(lines(files).getBytes(StandardCharsets.UTF_8)));
            }
        });
        return digests;
    }

    private static void add(Map<String, List<Path>> byFolder, Path file) {
        Path folder = file.getParent();
        byFolder.computeIfAbsent(folder == null ? "." : folder.toString(), key -> new ArrayList<>())
                .add(file);
    }

    private static String lines(List<Path> files) {
        Map<String, String> digestByName = new TreeMap<>(NaturalOrder.INSTANCE);
        files.forEach(file -> digestByName.put(String.valueOf(file.getFileName()), digest(file)));
        StringBuilder lines = new StringBuilder();
        digestByName.forEach(
                (name, digest) -> lines.append(digest).append("  ").append(name).append('\n'));
        return lines.toString();
    }

    /** A file that cannot be read is a failed row of the scores; here it only must not pass for a digest. */
    private static String digest(Path file) {
        try {
            return Sha256.of(file);
        } catch (IOException e) {
            return "unreadable";
        }
    }
}
