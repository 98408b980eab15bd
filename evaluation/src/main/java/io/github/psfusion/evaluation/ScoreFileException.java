// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import java.io.IOException;

/** A file of scores is not as it must be, or does not go with others; the message names the file. */
public final class ScoreFileException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message what and where, what was found against what was expected, what to do */
    public ScoreFileException(String message) {
        super(message);
    }

    /** @param message what and where, what was found against what was expected, what to do */
    public ScoreFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
