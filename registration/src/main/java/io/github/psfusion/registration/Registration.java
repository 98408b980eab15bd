// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

/**
 * What a registration found.
 *
 * @param map from visible to infrared points
 * @param model what the map may do
 * @param score correlation of the directions of edges, -1 to 1. It does not separate right from wrong maps: right ones of night
 *     scenes reach 0.2, wrong ones of streets 0.4
 * @param confidence what does separate them
 */
public record Registration(Homography map, WarpModel model, double score, Confidence confidence) {
    /** Returns whether the map can be relied on. */
    public boolean isAccepted() {
        return confidence.verdict() == Confidence.Verdict.ACCEPTED;
    }
}
