// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

/**
 * What the weights that are validated, shown and written have that those being trained have not.
 *
 * @param decay of the exponential moving average over the steps, such as 0.999; 0 for the trained weights themselves
 * @param recalibrationBatches training batches over which the running statistics of batch norms are computed anew, as a plain
 *     mean; 0 leaves them as they are
 */
public record AveragingSettings(double decay, int recalibrationBatches) {
    /** The trained weights as they are. */
    public static final AveragingSettings NONE = new AveragingSettings(0, 0);

    /** Checks the ranges. */
    public AveragingSettings {
        if (!(decay >= 0 && decay < 1)) {
            throw new IllegalArgumentException("the decay of averaged weights must be in [0, 1), not " + decay);
        }
        if (recalibrationBatches < 0) {
            throw new IllegalArgumentException(
                    "statistics are recalibrated on 0 or more batches, not on " + recalibrationBatches);
        }
    }
}
