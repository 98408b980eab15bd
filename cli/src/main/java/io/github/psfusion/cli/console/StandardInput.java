// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Standard input where a file is named: {@code -}. */
public final class StandardInput {
    private static final String NAME = "-";

    private StandardInput() {}

    /** Returns whether a path stands for standard input. */
    public static boolean is(Path file) {
        return file.toString().equals(NAME);
    }

    /**
     * Copies all of standard input into a temporary file, which is deleted when the program ends: images and lists are read more
     * than once.
     */
    public static Path copy() throws IOException {
        Path folder = Files.createTempDirectory("psfusion-");
        folder.toFile().deleteOnExit();
        Path file = folder.resolve("standard-input");
        file.toFile().deleteOnExit(); // before its folder: the last one that is named is the first one that is deleted
        Files.copy(System.in, file);
        return file;
    }
}
