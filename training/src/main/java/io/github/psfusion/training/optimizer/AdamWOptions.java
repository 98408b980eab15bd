// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.optimizer;

/**
 * The constants of {@link AdamW}.
 *
 * @param firstDecay share of the mean of gradients that is kept, in [0, 1); beta 1 of the paper
 * @param secondDecay share of the mean of squared gradients that is kept, in [0, 1); beta 2 of the paper
 * @param epsilon guards the division, above 0
 * @param weightDecay pull of every parameter towards 0, relative to the learning rate, at least 0
 */
public record AdamWOptions(double firstDecay, double secondDecay, double epsilon, double weightDecay) {
    private static final double FIRST_DECAY = 0.9;
    private static final double SECOND_DECAY = 0.999;
    private static final double EPSILON = 1e-8;

    /** Checks the ranges. */
    public AdamWOptions {
        if (!(firstDecay >= 0 && firstDecay < 1 && secondDecay >= 0 && secondDecay < 1)) {
            throw new IllegalArgumentException(
                    "decays of the moments must be in [0, 1), not " + firstDecay + " and " + secondDecay);
        }
        if (!(epsilon > 0 && weightDecay >= 0)) {
            throw new IllegalArgumentException(
                    "epsilon " + epsilon + " must be above 0, weight decay " + weightDecay + " at least 0");
        }
    }

    /** Returns the constants of Kingma and Ba, "Adam", 2015, with this weight decay. */
    public static AdamWOptions withWeightDecay(double weightDecay) {
        return new AdamWOptions(FIRST_DECAY, SECOND_DECAY, EPSILON, weightDecay);
    }
}
