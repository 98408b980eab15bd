// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.datasets.PairFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Reasons of failed reads and writes in words, for a row of a table; exceptions of the JDK often hold only a file name. */
final class Failures {
    private static final int MEGABYTE = 20; // as a shift

    private Failures() {}

    /** Returns what went wrong with which file, on one line; with the reasons that are suppressed in the exception. */
    static String reason(IOException e) {
        StringBuilder text = new StringBuilder(one(e));
        for (Throwable suppressed : e.getSuppressed()) {
            if (suppressed instanceof IOException other) {
                text.append(' ').append(one(other));
            }
        }
        return text.toString();
    }

    /** Returns the reason for a pair for which the memory of Java does not suffice. */
    static String tooLarge(PairFiles pair) {
        return pair.infrared() + " and its partners are too large to be fused and measured with "
                + (Runtime.getRuntime().maxMemory() >> MEGABYTE) + " MB of memory for Java. Give it more (-Xmx).";
    }

    private static String one(IOException e) {
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + ": the file does not exist, or is a broken link.";
        }
        if (e instanceof AccessDeniedException denied && denied.getReason() == null) {
            return denied.getFile() + ": the file may not be read. Change its permissions.";
        }
        if (e instanceof FileNotFoundException || !(e instanceof FileSystemException files)) {
            return String.valueOf(e.getMessage()).replace('\n', ' ');
        }
        return files.getFile() + ": "
                + (files.getReason() == null ? files.getClass().getSimpleName() : files.getReason()) + ".";
    }
}
