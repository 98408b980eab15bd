// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights;

import io.github.psfusion.platform.PrintableText;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A weight file is damaged, of another format, or of another network; the message names the file and the place in it, what
 * was found against what was expected, and what to do.
 */
public class WeightFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final String problem;

    /**
     * Makes the exception.
     *
     * @param file the file, which begins the message
     * @param problem place, found against expected, remedy
     */
    public WeightFormatException(Path file, String problem) {
        super(PrintableText.name(file) + ": " + problem);
        this.file = file;
        this.problem = problem;
    }

    /**
     * Makes the exception with its cause.
     *
     * @param file the file, which begins the message
     * @param problem place, found against expected, remedy
     */
    public WeightFormatException(Path file, String problem, Throwable cause) {
        super(PrintableText.name(file) + ": " + problem, cause);
        this.file = file;
        this.problem = problem;
    }

    /** Returns this exception with a place in the file before the problem. */
    public WeightFormatException at(String place) {
        return new WeightFormatException(file, place + ": " + problem, this);
    }
}
