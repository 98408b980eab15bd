// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors;

import java.util.List;

/**
 * One step of AdamW on some parameters. With gradient g in a parameter's step t = 1, 2, ...: {@code p = p - rate decay p}; {@code m = b1
 * m + (1 - b1) g}; {@code v = b2 v + (1 - b2) g^2}; {@code p = p - rate (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + epsilon)}.
 *
 * @param learningRate at least 0
 * @param firstDecay b1, in [0, 1)
 * @param secondDecay b2, in [0, 1)
 * @param epsilon above 0
 * @param weightDecay at least 0
 * @param entries the parameters with what belongs to them
 */
public record AdamWUpdate(
        double learningRate,
        double firstDecay,
        double secondDecay,
        double epsilon,
        double weightDecay,
        List<Entry> entries) {
    /**
     * A parameter, all tensors of its shape and data type.
     *
     * @param parameter p; changed
     * @param gradient g; not changed
     * @param firstMoment m, the running mean of gradients; changed
     * @param secondMoment v, the running mean of squared gradients; changed
     * @param step t, the number of this parameter's step, at least 1
     */
    public record Entry(Tensor parameter, Tensor gradient, Tensor firstMoment, Tensor secondMoment, long step) {}

    /** Copies the list. */
    public AdamWUpdate {
        entries = List.copyOf(entries);
    }

    /** Does the step by single operations, one parameter after the other. */
    void applyEach(Backend backend) {
        for (Entry entry : entries) {
            try (TensorScope scope = backend.openScope()) {
                apply(entry);
            }
        }
    }

    private void apply(Entry entry) {
        Tensor g = entry.gradient;
        double t = (double) entry.step;
        Tensor m = entry.firstMoment.multiplyInPlace(firstDecay).addInPlace(g, 1 - firstDecay);
        Tensor v = entry.secondMoment.multiplyInPlace(secondDecay).addProductInPlace(g, g, 1 - secondDecay);
        Tensor root = v.multiply(1 / (1 - Math.pow(secondDecay, t))).sqrt().add(epsilon);
        var changed = entry.parameter
                .multiplyInPlace(1 - learningRate * weightDecay)
                .addQuotientInPlace(m, root, -learningRate / (1 - Math.pow(firstDecay, t)));
        assert changed.shape().equals(g.shape());
    }
}
