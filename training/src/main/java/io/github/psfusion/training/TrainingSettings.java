// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.tensors.DataType;

/**
 * Everything that decides what a training computes, apart from its {@link TrainingTask}.
 *
 * @param data contents of a batch
 * @param schedule length, optimizer and learning rate
 * @param run checkpoints, validations and previews
 * @param precision data type in which the network computes; the weights stay FLOAT32
 * @param seed of all random numbers: initial weights, order and augmentation
 */
public record TrainingSettings(
        DataSettings data, ScheduleSettings schedule, RunSettings run, DataType precision, long seed) {
    /** Checks the precision. */
    public TrainingSettings {
        if (precision != DataType.FLOAT32 && precision != DataType.BFLOAT16) {
            throw new IllegalArgumentException("training computes in FLOAT32 or BFLOAT16, not in " + precision);
        }
    }

    /** Returns the published settings. */
    public static TrainingSettings defaults() {
        return new TrainingSettings(
                DataSettings.defaults(), ScheduleSettings.defaults(), RunSettings.defaults(), DataType.FLOAT32, 1);
    }

    /** Returns these settings with another precision. */
    public TrainingSettings withPrecision(DataType other) {
        return new TrainingSettings(data, schedule, run, other, seed);
    }
}
