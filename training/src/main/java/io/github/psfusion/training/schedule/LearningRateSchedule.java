// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.schedule;

/** The learning rate of each step of a training. */
@FunctionalInterface
public interface LearningRateSchedule {
    /**
     * Returns the learning rate.
     *
     * @param step number of steps done before this one, at least 0
     */
    double rate(long step);
}
