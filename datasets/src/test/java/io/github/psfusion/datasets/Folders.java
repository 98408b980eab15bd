// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files by name only, for tests that open none of them. */
final class Folders {
    private Folders() {}

    /** Makes empty files, with the folders that they need, and returns the root. */
    static Path with(Path root, String... files) throws IOException {
        for (String file : files) {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.createFile(path);
        }
        return root;
    }
}
