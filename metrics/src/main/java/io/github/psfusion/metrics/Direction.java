// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

/** Which values of a metric are better. */
public enum Direction {
    /** Larger values are better. */
    HIGHER_IS_BETTER,
    /** Smaller values are better. */
    LOWER_IS_BETTER;

    /** Returns whether one value is better than another. */
    public boolean isBetter(double value, double other) {
        return this == HIGHER_IS_BETTER ? value > other : value < other;
    }
}
