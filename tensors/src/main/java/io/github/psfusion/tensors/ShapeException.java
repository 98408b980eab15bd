// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors;

/** An operand of an operation has a shape that the operation cannot take; the message names operation and shapes. */
public final class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message operation, operand, what was expected and what was found
     */
    public ShapeException(String message) {
        super(message);
    }
}
