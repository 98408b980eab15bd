// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.color;

import io.github.psfusion.imaging.Plane;

/** Samples in [0, 1] as levels of 8 bits, where published programs go through 8 bits. Samples outside are clipped first. */
public final class EightBit {
    /** The highest level. */
    public static final int MAX = 255;

    private EightBit() {}

    /** Returns the nearest level. */
    public static int nearest(float sample) {
        return (int) (MAX * clipped(sample) + 0.5f);
    }

    /** Returns the level below or at a sample. */
    public static int truncated(float sample) {
        return (int) (MAX * clipped(sample));
    }

    /** Returns each sample of a plane at the level below or at it. */
    public static Plane truncated(Plane plane) {
        float[] samples = plane.toArray();
        for (int i = 0; i < samples.length; i++) {
            samples[i] = sample(truncated(samples[i]));
        }
        return Plane.wrap(plane.width(), plane.height(), samples);
    }

    /** Returns the sample of a level; levels outside 0 to 255 are clipped first. */
    static float sample(int level) {
        return Math.min(Math.max(level, 0), MAX) / (float) MAX;
    }

    private static float clipped(float sample) {
        return Math.min(Math.max(sample, 0f), 1f);
    }
}
