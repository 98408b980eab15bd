// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.losses;

import io.github.psfusion.tensors.Tensor;

/**
 * The mean absolute difference between a reconstructed source and the source.
 *
 * @param image which source
 */
public record SceneFidelityIntensity(Reconstruction image) implements LossTerm {
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
