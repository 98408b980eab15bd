// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

/** A pair has a size that the chosen sizing cannot take. */
public final class ImageSizeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    ImageSizeException(String message) {
        super(message);
    }
}
