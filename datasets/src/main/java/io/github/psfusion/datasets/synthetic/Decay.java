// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/** The exponential decay {@code exp(-t)}, tabulated: {@link StrictMath#exp} would take a third of the time of a scene. */
final class Decay {
    private static final int STEPS_PER_UNIT = 256;
    /** Beyond this the decay is 0: {@code exp(-10)} is far below a gray level. */
    private static final int END = 10;

    private static final double[] TABLE = new double[END * STEPS_PER_UNIT + 2];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            TABLE[i] = StrictMath.exp(-(double) i / STEPS_PER_UNIT);
        }
    }

    private Decay() {}

    /** Returns {@code exp(-t)} to about 2e-6 for {@code t >= 0}; 0 from 10 on. */
    static double of(double t) {
        if (t >= END) {
            return 0;
        }
        double position = t * STEPS_PER_UNIT;
        int entry = (int) position;
        return TABLE[entry] + (TABLE[entry + 1] - TABLE[entry]) * (position - entry);
    }
}
