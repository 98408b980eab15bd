// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.training.losses.ObjectiveOptions;

/**
 * Everything that decides what a training computes.
 *
 * @param data what a batch is made of
 * @param schedule how long and how fast the weights move
 * @param objective what is made small
 * @param run checkpoints, validations and previews
 * @param precision elements in which the network computes; the weights stay FLOAT32
 * @param seed repeats all randomness: initial weights, order and augmentation
 */
public record TrainingSettings(
        DataSettings data,
        ScheduleSettings schedule,
        ObjectiveOptions objective,
        RunSettings run,
        DataType precision,
        long seed) {
    /** Checks the precision. */
    public TrainingSettings {
        if (precision != DataType.FLOAT32 && precision != DataType.BFLOAT16) {
            throw new IllegalArgumentException("training computes in FLOAT32 or BFLOAT16, not in " + precision);
        }
    }

    /** Returns the published settings. */
    public static TrainingSettings defaults() {
        return new TrainingSettings(
                DataSettings.defaults(),
                ScheduleSettings.defaults(),
                ObjectiveOptions.defaults(),
                RunSettings.defaults(),
                DataType.FLOAT32,
                1);
    }
}
