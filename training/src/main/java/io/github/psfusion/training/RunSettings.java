// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

/**
 * How often a training run saves and validates; 0 switches a periodic action off.
 *
 * @param checkpointEvery steps between checkpoints
 * @param keep checkpoints kept, the newest, at least 1
 * @param validateEvery steps between validations
 * @param previewEvery steps between preview sheets
 * @param validationPairs the most pairs in a validation, spread over the set; whole images are slow
 * @param patience the training ends after so many validations in a row without a lower loss; 0 for never
 */
public record RunSettings(long checkpointEvery, int keep, long validateEvery, long previewEvery, int validationPairs,
        int patience) {
    /** Checks the ranges. */
    public RunSettings {
        if (checkpointEvery < 0 || validateEvery < 0 || previewEvery < 0) {
            throw new IllegalArgumentException(
                    "steps between checkpoints, validations and previews must be at least 0");
        }
        if (patience < 0) {
            throw new IllegalArgumentException("the patience is " + patience + " validations; it must be at least 0");
        }
        if (patience > 0 && validateEvery == 0) {
            throw new IllegalArgumentException("patience counts validations, but there are none between the steps");
        }
        if (keep < 1 || validationPairs < 1) {
            throw new IllegalArgumentException("at least 1 checkpoint is kept and 1 pair validated");
        }
    }

    /** Makes settings of a run that does not end early. */
    public RunSettings(long checkpointEvery, int keep, long validateEvery, long previewEvery, int validationPairs) {
        this(checkpointEvery, keep, validateEvery, previewEvery, validationPairs, 0);
    }

    /** Returns these settings with another patience. */
    public RunSettings withPatience(int validations) {
        return new RunSettings(checkpointEvery, keep, validateEvery, previewEvery, validationPairs, validations);
    }

    /** Returns the defaults: everything each 1000 steps, three checkpoints, ten validation pairs. */
    public static RunSettings defaults() {
        return new RunSettings(1000, 3, 1000, 1000, 10);
    }
}
