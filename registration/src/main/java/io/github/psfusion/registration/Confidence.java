// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import java.util.Locale;

/**
 * How far a registration can be relied on.
 *
 * @param parts number of parts of the images that were asked: squares of a tenth of the long side that overlap by half and have edges
 * @param agreeing how many of them, each on its own, fit best where the map lays them
 * @param forwardBackward mean distance in visible pixels by which points miss their place after the map to the infrared image
 *     and the one back, which was refined on its own; NaN where either was not found
 * @param overlap part of the visible image onto which the infrared one falls, 0 to 1
 * @param verdict accepted, or why not
 */
public record Confidence(int parts, int agreeing, double forwardBackward, double overlap, Verdict verdict) {
    /** The decision. */
    public enum Verdict {
        /** The map can be relied on. */
        ACCEPTED("accepted"),
        /** An image has too few edges, as one of a dark night, or is too small. */
        NO_STRUCTURE("an image has too few edges"),
        /** Too few parts of the images fit where the map lays them. */
        PARTS_DISAGREE("too few parts of the images fit on each other"),
        /** The two directions lead to different maps. */
        DIRECTIONS_DISAGREE("the maps to the infrared image and back differ");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        /** Returns the reason for people. */
        public String text() {
            return text;
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s (%d of %d parts agree, forward and backward differ by %.2f px, overlap %.0f %%)",
                verdict.text(),
                agreeing,
                parts,
                forwardBackward,
                100 * overlap);
    }
}
