// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import java.util.Locale;

/**
 * How far a registration can be relied on.
 *
 * @param starts number of different starts that were refined, at most 8
 * @param agreement how many of them ended at the same map
 * @param forwardBackward mean distance in visible pixels by which points miss their place after the map to the infrared image
 *     and the one back, which was found on its own; NaN where either was not found
 * @param overlap part of the visible image onto which the infrared one falls, 0 to 1
 * @param verdict accepted, or why not
 */
public record Confidence(int starts, int agreement, double forwardBackward, double overlap, Verdict verdict) {
    /** The decision. */
    public enum Verdict {
        /** The map can be relied on. */
        ACCEPTED("accepted"),
        /** An image has too few edges, as one of a dark night, or is too small. */
        NO_STRUCTURE("an image has too few edges"),
        /** Too few starts ended at the same map. */
        STARTS_DISAGREE("searches from different starts end at different maps"),
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
                "%s (%d of %d starts agree, forward and backward differ by %.2f px, overlap %.0f %%)",
                verdict.text(),
                agreement,
                starts,
                forwardBackward,
                100 * overlap);
    }
}
