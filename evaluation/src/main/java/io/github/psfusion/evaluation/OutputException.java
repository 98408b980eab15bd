// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import java.io.IOException;
import java.nio.file.Path;

/** A result cannot be written, or exists and may not be replaced; the message names the file or folder. */
public final class OutputException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Path place;

    /** @param message what and where, what was found against what was expected, what to do */
    public OutputException(Path place, String message) {
        super(message);
        this.place = place;
    }

    /** A write that failed for a reason that the file system gave. */
    public OutputException(Path place, IOException cause) {
        super(
                place + " cannot be written: " + cause.getMessage()
                        + ". Name another place, or change its permissions.",
                cause);
        this.place = place;
    }

    /** Returns the file or folder that cannot be written. */
    public Path place() {
        return place;
    }
}
