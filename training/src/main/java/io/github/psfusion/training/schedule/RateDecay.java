// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.schedule;

/** How the learning rate falls from its peak to 0. */
public enum RateDecay {
    /** {@code (1 - s)^0.9}, s the share of the steps after the warm-up that are done; as published. */
    POLYNOMIAL {
        @Override
        double factor(double share) {
            return Math.pow(1 - share, POWER);
        }
    },
    /**
     * {@code (1 + cos(pi s)) / 2}: longer near the peak and near 0.
     *
     * <p>Loshchilov, Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", ICLR 2017; without restarts.
     */
    COSINE {
        @Override
        double factor(double share) {
            return (1 + Math.cos(Math.PI * share)) / 2;
        }
    };

    private static final double POWER = 0.9;

    /**
     * Returns the rate as a fraction of the peak.
     *
     * @param share s, in [0, 1]
     */
    abstract double factor(double share);
}
