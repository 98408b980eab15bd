// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds golden files that are too large, or may not be shipped, for the project. */
public final class Goldens {
    /** The system property that names the folder with {@code golden/} and {@code data/}. */
    public static final String PROPERTY = "psfusion.goldens";

    private Goldens() {}

    /**
     * Returns a file or folder below the golden folder; the test is skipped, with a message, where it is not given.
     *
     * @param path relative to the folder, such as {@code golden/network/eval_480x640.safetensors}
     */
    public static Path require(String path) {
        String folder = System.getProperty(PROPERTY, "");
        Assumptions.assumeFalse(
                folder.isEmpty() || folder.startsWith("${"),
                "skipped: no folder of golden files given (environment variable PSFUSION_GOLDENS or -D" + PROPERTY
                        + "); wanted " + path);
        Path file = Path.of(folder).toAbsolutePath().resolve(path);
        Assumptions.assumeTrue(Files.exists(file), "skipped: there is no " + file);
        return file;
    }
}
