// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

/**
 * Something that was asked for cannot be done. The message describes what and where, what was found against what was expected, and
 * what to do.
 */
public final class PipelineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is in the way. */
    public enum Reason {
        /** The request itself: options that contradict each other or do not fit. */
        REQUEST,
        /** An input that is missing or unfit. */
        INPUT,
        /** Weights that are missing or unfit. */
        WEIGHTS,
        /** A result that cannot be written. */
        OUTPUT,
        /** Too little memory. */
        MEMORY
    }

    private final Reason reason;

    /** Makes the exception. */
    public PipelineException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Makes the exception with its cause. */
    public PipelineException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Returns what is in the way. */
    public Reason reason() {
        return reason;
    }
}
