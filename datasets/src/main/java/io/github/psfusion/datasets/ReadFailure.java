// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Messages of the exceptions of reading a file; those of the file system hold little more than its name. */
final class ReadFailure {
    private ReadFailure() {}

    /** Returns what is the matter with a file, without its name, on one line. */
    static String reason(Path file, IOException e) {
        if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
            return "the file is not there, or is a link that leads nowhere.";
        }
        if (e instanceof AccessDeniedException) {
            return "the file may not be read. Change its permissions.";
        }
        String message = String.valueOf(e.getMessage()).replace('\n', ' ');
        String prefix = file + ": ";
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }
}
