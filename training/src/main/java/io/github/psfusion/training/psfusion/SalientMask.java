// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

/** Whether {@link FusionIntensity} has a rule of its own for salient targets. */
public enum SalientMask {
    /** On targets the fused image follows the first source, as published. */
    PUBLISHED,
    /** Targets are treated as everything else is. */
    NONE
}
