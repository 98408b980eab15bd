// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors;

/** The backend failed: its native library cannot be loaded, memory ran out, or an operation was refused. */
public class BackendException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes the exception with what happened and, where there is one, what to do. */
    public BackendException(String message) {
        super(message);
    }

    /** Makes the exception with what happened and its cause in the backend. */
    public BackendException(String message, Throwable cause) {
        super(message, cause);
    }
}
