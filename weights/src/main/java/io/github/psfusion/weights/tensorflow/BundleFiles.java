// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.tensorflow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of a checkpoint's files: all begin with its prefix, such as {@code model.ckpt}. */
final class BundleFiles {
    private static final String INDEX = ".index";
    private static final String GRAPH = ".meta";
    private static final Pattern DATA = Pattern.compile("(.+)\\.data-\\d{5}-of-\\d{5}");

    private BundleFiles() {}

    /**
     * Returns the index of the checkpoint that a path names: by its prefix, by a file of its data, or by its graph.
     *
     * @return that of a file of data even if it is not there; empty if the path names none of these; it may be an index itself
     */
    static Optional<Path> index(Path path) {
        String name = String.valueOf(path.getFileName());
        if (!Files.isRegularFile(path)) {
            return Optional.of(path.resolveSibling(name + INDEX)).filter(Files::isRegularFile);
        }
        Matcher data = DATA.matcher(name);
        if (data.matches()) {
            return Optional.of(path.resolveSibling(data.group(1) + INDEX));
        }
        return name.endsWith(GRAPH)
                ? Optional.of(path.resolveSibling(name.substring(0, name.length() - GRAPH.length()) + INDEX))
                        .filter(Files::isRegularFile)
                : Optional.empty();
    }

    /**
     * Returns a file of data.
     *
     * @param index whose name ends in {@code .index}, else the whole name is taken for the prefix
     * @param shard its number, from 0
     */
    static Path data(Path index, int shard, int shards) {
        String name = String.valueOf(index.getFileName());
        String prefix = name.endsWith(INDEX) ? name.substring(0, name.length() - INDEX.length()) : name;
        return index.resolveSibling(String.format(Locale.ROOT, "%s.data-%05d-of-%05d", prefix, shard, shards));
    }
}
