// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing.tensors;

import io.github.psfusion.tensors.Tensor;
import java.util.function.Function;

/**
 * A use of an operation of {@link Tensor} or {@link io.github.psfusion.tensors.Backend}, which every backend computes alike.
 *
 * @param operation its signature, such as {@code add(Tensor)}
 * @param variant what is special in this case; empty where there is one only
 * @param computation makes the operands and computes the result
 */
public record TensorCase(String operation, String variant, Function<Inputs, Tensor> computation) {
    /** Returns whether the operation may change an operand. */
    public boolean changesOperands() {
        return operation.contains("InPlace") || variant.equals("training");
    }

    @Override
    public String toString() {
        return variant.isEmpty() ? operation : operation + " " + variant;
    }
}
