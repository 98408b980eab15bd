// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors;

import java.util.List;

/**
 * One step of stochastic gradient descent with momentum on some parameters, neither of which takes its first: {@code m = momentum m +
 * gradient + decay p}; {@code p = p - rate m}.
 *
 * @param learningRate at least 0
 * @param momentum share of the earlier steps that is kept
 * @param weightDecay at least 0
 * @param entries the parameters with what belongs to them
 */
public record SgdUpdate(double learningRate, double momentum, double weightDecay, List<Entry> entries) {
    /**
     * A parameter, all tensors of its shape and data type.
     *
     * @param parameter p; changed
     * @param gradient not changed
     * @param momentum m of the step before; changed
     */
    public record Entry(Tensor parameter, Tensor gradient, Tensor momentum) {}

    /** Copies the list. */
    public SgdUpdate {
        entries = List.copyOf(entries);
    }

    /** Does the step by single operations, one parameter after the other. */
    void applyEach(Backend backend) {
        for (Entry entry : entries) {
            try (TensorScope scope = backend.openScope()) {
                Tensor p = entry.parameter;
                Tensor m = entry.momentum
                        .multiplyInPlace(momentum)
                        .addInPlace(entry.gradient, 1)
                        .addInPlace(p, weightDecay);
                var changed = p.addInPlace(m, -learningRate);
                assert changed.shape().equals(m.shape());
            }
        }
    }
}
