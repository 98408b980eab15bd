// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.tensorflow;

import java.io.IOException;

/** Bytes broke a rule of the format; becomes a {@code WeightFormatException} where the file is known. */
final class BundleException extends IOException {
    private static final long serialVersionUID = 1L;

    BundleException(String problem) {
        super(problem);
    }
}
