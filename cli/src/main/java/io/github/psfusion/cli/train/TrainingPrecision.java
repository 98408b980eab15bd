// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.train;

/** The elements in which a training computes. */
public enum TrainingPrecision {
    /** Single precision. */
    FLOAT32,
    /** Half of it, with weights in single precision. */
    BFLOAT16,
    /** Whichever the engine measures to be faster. */
    AUTO
}
