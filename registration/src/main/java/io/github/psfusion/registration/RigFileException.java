// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import java.io.IOException;

/** A file of a rig is not as it must be; the message names the file. */
public final class RigFileException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message what and where, what was found against what was expected, what to do */
    public RigFileException(String message) {
        super(message);
    }

    /** @param message what and where, what was found against what was expected, what to do */
    public RigFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
