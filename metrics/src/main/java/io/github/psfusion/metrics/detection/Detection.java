// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.detection;

import java.util.Comparator;

/**
 * An object that a detector found.
 *
 * @param category index of its class, from 0
 * @param box where it is
 * @param score how sure the detector is: any finite number, larger for surer
 */
public record Detection(int category, Box box, double score) {
    /** Falling score. Sorting is stable, so that of equal scores the earlier in the file stays first. */
    static final Comparator<Detection> BY_SCORE = Comparator.comparingDouble(detection -> -detection.score);

    /** Checks the class and the score. */
    public Detection {
        if (category < 0) {
            throw new IllegalArgumentException("class " + category + " is negative");
        }
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("the score is " + score + "; expected a finite number");
        }
        score += 0.0; // makes -0 to 0, which sort as different numbers
    }
}
