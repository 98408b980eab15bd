// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Files that are known by what they are, not by their names: also through symbolic links, hard links and other spellings. */
public final class FileSet {
    private final Map<Object, Path> files = new HashMap<>();

    private FileSet() {}

    /** Returns a set of files as they are now; those that do not exist are left out. */
    public static FileSet of(Collection<Path> files) {
        FileSet set = new FileSet();
        for (Path file : files) {
            identity(file).ifPresent(identity -> set.files.putIfAbsent(identity, file));
        }
        return set;
    }

    /** Returns the member that is this file, under the name that it has in the set; empty if there is none. */
    public Optional<Path> find(Path file) {
        return identity(file).map(files::get);
    }

    private static Optional<Object> identity(Path file) {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return Optional.of(key == null ? file.toRealPath() : key); // Windows has no keys
        } catch (IOException e) {
            return Optional.empty(); // no such file
        }
    }
}
