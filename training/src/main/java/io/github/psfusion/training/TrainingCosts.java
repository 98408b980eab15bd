// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import java.util.Optional;

/**
 * What the parts of a training cost on this machine, as measured.
 *
 * @param step a step
 * @param validation validations and previews; empty if there are none, or if the measurement failed
 * @param saving checkpoints and weights; empty if none has been written yet
 */
public record TrainingCosts(StepEstimate step, Optional<Evaluating> validation, Optional<Saving> saving) {
    /**
     * The cost of evaluating pairs.
     *
     * @param secondsOfWeights to make the weights that are evaluated: averaging, recalibration
     * @param secondsPerPair network, loss and metrics of one pair
     */
    public record Evaluating(double secondsOfWeights, double secondsPerPair) {}

    /**
     * The cost of saving.
     *
     * @param checkpointBytes size of a checkpoint
     * @param secondsPerCheckpoint to write it, with its digest
     * @param secondsOfWeights to write weights alone
     */
    public record Saving(long checkpointBytes, double secondsPerCheckpoint, double secondsOfWeights) {}

    /** Returns the costs with those of a step measured anew and of saving. */
    TrainingCosts with(StepEstimate measuredStep, Saving measuredSaving) {
        return new TrainingCosts(measuredStep, validation, Optional.of(measuredSaving));
    }
}
