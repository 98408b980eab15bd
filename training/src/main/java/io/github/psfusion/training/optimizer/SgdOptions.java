// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.optimizer;

/**
 * The constants of {@link Sgd}.
 *
 * @param momentum share of the last step's direction that is kept, in [0, 1)
 * @param weightDecay pull of every parameter towards 0, at least 0
 */
public record SgdOptions(double momentum, double weightDecay) {
    /** The constants of the authors' code. */
    public static final SgdOptions PUBLISHED = new SgdOptions(0.9, 5e-4);

    /** Checks the ranges. */
    public SgdOptions {
        if (!(momentum >= 0 && momentum < 1 && weightDecay >= 0)) {
            throw new IllegalArgumentException(
                    "momentum " + momentum + " must be in [0, 1), weight decay " + weightDecay + " be at least 0");
        }
    }
}
