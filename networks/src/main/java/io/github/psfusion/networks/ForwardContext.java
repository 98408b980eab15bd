// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks;

import io.github.psfusion.tensors.Tensor;

/**
 * One forward pass of a network: training or evaluation, and the observer of its features.
 *
 * @param training whether batch norms use the batch's own statistics and update the running ones
 * @param frozenPooled whether those of one value per image and channel, as after a global pool, use and keep the running
 *     ones in training, too: the statistics of a batch are those of as many values as it has images
 * @param momentum how far the running statistics move towards those of the batch, in (0, 1]
 * @param observer receives named features as they are computed
 */
public record ForwardContext(boolean training, boolean frozenPooled, double momentum, Observer observer) {
    /** PyTorch's default. */
    private static final double MOMENTUM = 0.1;

    /** Evaluation: batch norms use their running statistics. */
    public static final ForwardContext EVALUATION = new ForwardContext(false, false, MOMENTUM, (name, feature) -> {});

    /** Training: batch norms use the batch's statistics. */
    public static final ForwardContext TRAINING = new ForwardContext(true, false, MOMENTUM, (name, feature) -> {});

    /** Checks the momentum. */
    public ForwardContext {
        if (!(momentum > 0 && momentum <= 1)) {
            throw new IllegalArgumentException("the momentum of statistics must be in (0, 1], not " + momentum);
        }
    }

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
        return new ForwardContext(training, frozenPooled, momentum, other);
    }

    /** Returns this context with batch norms of one value per image and channel that use and keep their running statistics. */
    public ForwardContext withFrozenPooled() {
        return new ForwardContext(training, true, momentum, observer);
    }

    /** Returns this context with another momentum; 1 / k in the k-th of several passes gives the mean of their statistics. */
    public ForwardContext withMomentum(double other) {
        return new ForwardContext(training, frozenPooled, other, observer);
    }

    /** Passes a feature to the observer and returns it. */
    public Tensor observe(String name, Tensor feature) {
        observer.observe(name, feature);
        return feature;
    }
}
