// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.testing.RuleNumbers;

/** Planes of random levels. */
final class TestImages {
    private TestImages() {}

    /** Returns a plane whose samples are levels of this depth, uniform over all of them. */
    static Plane levels(String name, int width, int height, BitDepth depth) {
        double[] numbers = RuleNumbers.uniform(name, width * height);
        float[] samples = new float[numbers.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (int) ((numbers[i] + 1) / 2 * (depth.max() + 1)) / (float) depth.max();
        }
        return Plane.wrap(width, height, samples);
    }
}
