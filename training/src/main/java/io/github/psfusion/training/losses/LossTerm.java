// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.losses;

import io.github.psfusion.tensors.Tensor;

/** One term of a training objective: a number to make small, differentiable with respect to the network's outputs. */
public interface LossTerm {
    /** Returns the name in options and logs, such as {@code visible-gradient}. */
    String name();

    /**
     * Computes the unweighted term.
     *
     * @return a scalar in the data type of the inputs, owned by the current scope; recorded for gradients while
     *     recording is on
     */
    Tensor value(LossInputs inputs);
}
