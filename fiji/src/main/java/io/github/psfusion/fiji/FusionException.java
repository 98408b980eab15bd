// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.fiji;

/** Images cannot be fused. The message states what and where, and what to do. */
public final class FusionException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes the exception. */
    public FusionException(String message) {
        super(message);
    }

    /** Makes the exception with its cause. */
    public FusionException(String message, Throwable cause) {
        super(message, cause);
    }
}
