// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.platform.ProcessMemory;
import java.util.OptionalLong;

/**
 * The cost of a training step on this machine.
 *
 * @param secondsPerStep duration of a step after the first, which also prepares kernels and memory
 * @param peakBytes the most memory that this process has held so far, where the system reports it
 */
public record StepEstimate(double secondsPerStep, OptionalLong peakBytes) {
    /** Returns the estimate after a step of this duration, with the memory held until now. */
    public static StepEstimate after(double secondsOfStep) {
        return new StepEstimate(secondsOfStep, ProcessMemory.peak());
    }
}
