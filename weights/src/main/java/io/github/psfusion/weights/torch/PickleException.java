// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.torch;

import java.io.IOException;

/** A pickle broke a rule; becomes a {@code WeightFormatException} where the file and the offset are known. */
final class PickleException extends IOException {
    private static final long serialVersionUID = 1L;

    PickleException(String problem) {
        super(problem);
    }
}
