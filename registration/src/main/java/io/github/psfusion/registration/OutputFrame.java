// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

/** The image onto which a pair is aligned; it stays as it is, the other one is warped. */
public enum OutputFrame {
    /** The infrared image. */
    INFRARED,
    /** The visible image; labels that were drawn on it still fit. */
    VISIBLE
}
