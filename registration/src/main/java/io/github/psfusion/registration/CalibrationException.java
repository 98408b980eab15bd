// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

/** A rig cannot be calibrated from these pairs; the message states why, and what to do. */
public final class CalibrationException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what was found against what was expected, what to do */
    public CalibrationException(String message) {
        super(message);
    }
}
