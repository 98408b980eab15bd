// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.layouts;

import io.github.psfusion.datasets.NameList;
import io.github.psfusion.datasets.NameRule;
import io.github.psfusion.datasets.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The images of one folder whose keys, or whose names, a list of a split holds. */
record ListedImages(NameRule rule, Set<String> listed) implements NameRule {
    /**
     * Reads the lists of splits.
     *
     * @param names of the files beside the folder
     * @return the names by split; splits without a file are absent
     */
    static Map<Split, Set<String>> lists(Path root, Map<Split, String> names) throws IOException {
        Map<Split, Set<String>> lists = new EnumMap<>(Split.class);
        for (Map.Entry<Split, String> name : names.entrySet()) {
            Path file = root.resolve(name.getValue());
            if (Files.isRegularFile(file)) {
                lists.put(name.getKey(), NameList.read(file).keys());
            }
        }
        return lists;
    }

    @Override
    public Optional<String> key(Path image) {
        Optional<String> key = rule.key(image);
        boolean taken = key.filter(listed::contains).isPresent()
                || NameRule.FILE_NAME.key(image).filter(listed::contains).isPresent();
        return taken ? key : Optional.empty();
    }

    @Override
    public String name(Path image) {
        return rule.name(image);
    }

    @Override
    public String text() {
        return rule.text();
    }
}
