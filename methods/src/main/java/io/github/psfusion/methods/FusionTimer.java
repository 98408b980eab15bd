// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

/** Receives the times that the parts of a fusion take. */
public interface FusionTimer {
    /**
     * Receives the time of a stage, in the order of the stages.
     *
     * @param name such as {@code network} or {@code color}
     */
    void stage(String name, long nanoseconds);

    /**
     * Receives the time of a block of a network.
     *
     * @param name as in {@link BlockCost}
     */
    void block(String name, long nanoseconds);
}
