// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.classical;

import io.github.psfusion.imaging.numeric.DoubleImage;

/** What a classical method is: one image of two, without state. */
@FunctionalInterface
interface FusionRule {
    /**
     * Fuses.
     *
     * @param infrared samples in [0, 1]; not changed
     * @param visible samples in [0, 1], of the same size; not changed
     * @return samples of the same size; they may leave [0, 1]
     */
    DoubleImage fuse(DoubleImage infrared, DoubleImage visible);
}
