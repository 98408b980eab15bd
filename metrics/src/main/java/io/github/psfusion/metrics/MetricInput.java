// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

/**
 * A fused picture with its sources. What several metrics need is computed once, on demand, and kept here. Not thread-safe: a
 * picture is measured by one thread.
 */
public final class MetricInput {
    private final Sources sources;
    private final GreyLevels fused;

    MetricInput(Sources sources, GreyLevels fused) {
        this.sources = sources;
        this.fused = fused;
    }

    /** Returns the two sources, {@code A} and {@code B} in formulas. */
    public Sources sources() {
        return sources;
    }

    /** Returns the fused picture, {@code F} in formulas. */
    public GreyLevels fused() {
        return fused;
    }
}
