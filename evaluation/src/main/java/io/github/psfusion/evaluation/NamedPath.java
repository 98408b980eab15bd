// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file or folder of results with the name of what made them.
 *
 * @param name of the method
 * @param path its results
 */
public record NamedPath(String name, Path path) {
    /**
     * Reads {@code NAME=PATH} or {@code PATH}; without a name it is that of the file or folder, with as many parts of its path
     * as make it unique. A path that exists and holds an equals sign is a path.
     *
     * @throws IllegalArgumentException if a name is empty, or a path without a name is given twice
     */
    public static List<NamedPath> parse(List<String> texts) {
        List<Optional<String>> names = new ArrayList<>();
        List<Path> paths = new ArrayList<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 0 || Files.exists(Path.of(text))) {
                names.add(Optional.empty());
                paths.add(Path.of(text));
            } else {
                String name = text.substring(0, equals).strip();
                if (name.isEmpty() || equals == text.length() - 1) {
                    throw new IllegalArgumentException(text + ": expected NAME=PATH");
                }
                names.add(Optional.of(name));
                paths.add(Path.of(text.substring(equals + 1)));
            }
        }
        List<Path> unnamed = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            if (names.get(i).isEmpty()) {
                unnamed.add(paths.get(i));
            }
        }
        List<String> taken = names.stream().flatMap(Optional::stream).toList();
        List<String> given = new ArrayList<>(UniqueNames.ofFolders(unnamed, taken));
        List<NamedPath> named = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            named.add(new NamedPath(names.get(i).orElseGet(() -> given.remove(0)), paths.get(i)));
        }
        return List.copyOf(named);
    }
}
