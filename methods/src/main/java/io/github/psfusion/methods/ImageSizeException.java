// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

/** A pair has a size that the method does not take. */
public final class ImageSizeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Makes the exception with the size and what to do. */
    public ImageSizeException(String message) {
        super(message);
    }
}
