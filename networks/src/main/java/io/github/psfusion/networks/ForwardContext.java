// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks;

import io.github.psfusion.tensors.Tensor;

/**
 * One forward pass of a network: training or evaluation, and the observer of its features.
 *
 * @param training whether batch norms use the batch's own statistics and update the running ones
 * @param observer receives named features as they are computed
 */
public record ForwardContext(boolean training, Observer observer) {
    /** Evaluation: batch norms use their running statistics. */
    public static final ForwardContext EVALUATION = new ForwardContext(false, (name, feature) -> {});

    /** Training: batch norms use the batch's statistics. */
    public static final ForwardContext TRAINING = new ForwardContext(true, (name, feature) -> {});

    /** Receives features of a network as they are computed. */
    @FunctionalInterface
    public interface Observer {
        /**
         * Receives a feature.
         *
         * @param name where in the network, such as {@code fused.f3}
         * @param feature owned by a scope that may end soon; not changed
         */
        void observe(String name, Tensor feature);
    }

    /** Returns this context with another observer. */
    public ForwardContext observedBy(Observer other) {
        return new ForwardContext(training, other);
    }

    /** Passes a feature to the observer and returns it. */
    public Tensor observe(String name, Tensor feature) {
        observer.observe(name, feature);
        return feature;
    }
}
