// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import io.github.psfusion.training.log.RunLog;

/** Observes an experiment, and may stop it. */
public interface ExperimentListener {
    /** Ignores everything. */
    ExperimentListener NONE = new ExperimentListener() {};

    /**
     * A training begins or continues.
     *
     * @param name row and seed
     * @param number of this training, from 1
     * @param count of all trainings
     * @param steps of it
     * @return receives its steps
     */
    default RunLog training(String name, int number, int count, long steps) {
        return new RunLog() {};
    }

    /** Reports a line about the work. */
    default void message(String line) {}

    /** Returns whether the work should stop; it then does so after the next checkpoint and can be resumed. */
    default boolean cancelled() {
        return false;
    }
}
