// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

/** How samples in [0, 1] become levels; values outside are clipped first. */
public enum Rounding {
    /** To the nearest level, {@code floor(max * x + 0.5)}: reading and writing a file again changes nothing. */
    NEAREST,
    /** Downwards, {@code floor(max * x)}: what the published program does; half a level darker on average. */
    TRUNCATE;

    /**
     * Returns the level of a sample.
     *
     * @param sample any number
     * @param max highest level
     * @throws IllegalArgumentException if the sample is not a number
     */
    public int level(float sample, int max) {
        if (Float.isNaN(sample)) {
            throw new IllegalArgumentException("a sample of the image is not a number");
        }
        float scaled = max * Math.min(Math.max(sample, 0f), 1f);
        return (int) (this == NEAREST ? scaled + 0.5f : scaled);
    }
}
