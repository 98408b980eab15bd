// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.losses;

import io.github.psfusion.tensors.Tensor;

/**
 * The mean absolute difference between a reconstructed source and the source.
 *
 * @param picture which source
 */
public record SceneFidelityIntensity(Reconstruction picture) implements ObjectiveTerm {
    @Override
    public String name() {
        return picture.termName("intensity");
    }

    @Override
    public Tensor value(LossInputs inputs) {
        return picture.reconstructed(inputs)
                .subtract(picture.reference(inputs))
                .abs()
                .mean();
    }
}
