// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.losses.LossTerm;

/**
 * The mean absolute difference between a reconstructed source and the source.
 *
 * @param image which source
 */
record SceneFidelityIntensity(Reconstruction image) implements LossTerm<LossInputs> {
    @Override
    public String name() {
        return image.termName("intensity");
    }

    @Override
    public Tensor value(LossInputs inputs) {
        return image.reconstructed(inputs)
                .subtract(image.reference(inputs))
                .abs()
                .mean();
    }
}
