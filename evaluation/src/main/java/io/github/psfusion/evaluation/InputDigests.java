// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.datasets.NaturalOrder;
import io.github.psfusion.imaging.codec.ContentListener;
import io.github.psfusion.platform.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Digests of the images that are measured. They are of the very bytes that were decoded: a file that another program replaces
 * meanwhile cannot give the digest of one image and the score of another. Several threads may read at a time.
 */
final class InputDigests implements ContentListener {
    /** Stands for a file without a digest, which is a failed row of the scores; it only must not pass for a digest. */
    private static final String UNREADABLE = "unreadable";

    private final Map<Path, String> byFile = new ConcurrentHashMap<>();

    @Override
    public void read(Path file, byte[] bytes) {
        byFile.put(file, Sha256.of(bytes));
    }

    /** Adds the digest of a file that was measured elsewhere. */
    void add(ScoreShard.Input input) {
        byFile.put(Path.of(input.file()), input.sha256());
    }

    /** Returns a file with its digest. */
    ScoreShard.Input input(Path file) {
        return new ScoreShard.Input(file.toString(), digest(file));
    }

    /**
     * Returns the digests of files that were measured.
     *
     * @param files in the order of the result
     * @return digest by path: of a file that is alone in its folder, else of the sorted lines {@code digest  name} of those
     *     files of the folder that are measured
     */
    Map<String, String> of(List<Path> files) {
        Map<String, List<Path>> byFolder = new LinkedHashMap<>();
        files.forEach(file -> add(byFolder, file));
        Map<String, String> digests = new LinkedHashMap<>();
        byFolder.forEach((folder, together) -> {
            if (together.size() == 1) {
                digests.put(together.get(0).toString(), digest(together.get(0)));
            } else {
                digests.put(folder, Sha256.of(lines(together).getBytes(StandardCharsets.UTF_8)));
            }
        });
        return digests;
    }

    private static void add(Map<String, List<Path>> byFolder, Path file) {
        Path folder = file.getParent();
        byFolder.computeIfAbsent(folder == null ? "." : folder.toString(), key -> new ArrayList<>())
                .add(file);
    }

    private String lines(List<Path> files) {
        Map<String, String> digestByName = new TreeMap<>(NaturalOrder.INSTANCE);
        files.forEach(file -> digestByName.put(String.valueOf(file.getFileName()), digest(file)));
        StringBuilder lines = new StringBuilder();
        digestByName.forEach(
                (name, digest) -> lines.append(digest).append("  ").append(name).append('\n'));
        return lines.toString();
    }

    private String digest(Path file) {
        return byFile.getOrDefault(file, UNREADABLE);
    }
}
