// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import java.nio.file.Path;

/** Parts of file names. */
final class FileNames {
    private FileNames() {}

    /** Returns the last part of a path without its extension; a leading dot begins no extension. */
    static String withoutExtension(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    /** Returns whether the last part of a path has an extension. */
    static boolean hasExtension(Path file) {
        return !withoutExtension(file).equals(String.valueOf(file.getFileName()));
    }
}
