// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.tensors.Tensor;

/** A source image that the network gives back beside the fused one. */
enum Reconstruction {
    /** The luminance of the visible image. */
    VISIBLE,
    /** The infrared image. */
    INFRARED;

    /** Returns the name of a term on this image. */
    String termName(String what) {
        return (this == VISIBLE ? "visible-" : "infrared-") + what;
    }

    /** Returns what the network made, [N, 1, H, W]. */
    Tensor reconstructed(LossInputs inputs) {
        return this == VISIBLE ? inputs.outputs().visible() : inputs.outputs().infrared();
    }

    /** Returns what it should have made, [N, 1, H, W]. */
    Tensor reference(LossInputs inputs) {
        return this == VISIBLE ? inputs.luminance() : inputs.infrared();
    }
}
