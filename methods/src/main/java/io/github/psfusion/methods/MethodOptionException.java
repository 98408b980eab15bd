// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

/** A method that is not known, or an option that it does not take; the message names the known ones. */
public final class MethodOptionException extends Exception {
    private static final long serialVersionUID = 1;

    /** Makes an exception with a message for the user. */
    public MethodOptionException(String message) {
        super(message);
    }
}
