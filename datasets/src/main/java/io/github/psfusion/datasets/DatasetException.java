// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import java.io.IOException;

/** The files of a data set are not as they must be; the message names folder or file, what was found and what to do. */
public final class DatasetException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message what and where, what was found against what was expected, what to do */
    public DatasetException(String message) {
        super(message);
    }

    /** @param message what and where, what was found against what was expected, what to do */
    public DatasetException(String message, Throwable cause) {
        super(message, cause);
    }
}
