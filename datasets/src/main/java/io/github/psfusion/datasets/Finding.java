// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.platform.PrintableText;
import java.nio.file.Path;

/**
 * Something that a check found.
 *
 * @param severity how bad it is
 * @param file the file or folder
 * @param message what is the matter with it and what to do, without the file's name
 */
public record Finding(Severity severity, Path file, String message) {
    /** How bad a finding is. */
    public enum Severity {
        /** Training or fusing will fail, or results will be wrong. */
        FAULT,
        /** Probably not meant; a person should look. */
        WARNING
    }

    static Finding fault(Path file, String message) {
        return new Finding(Severity.FAULT, file, message);
    }

    static Finding warning(Path file, String message) {
        return new Finding(Severity.WARNING, file, message);
    }

    @Override
    public String toString() {
        return PrintableText.name(file) + ": " + message;
    }
}
