// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import java.util.List;
import java.util.Optional;

/**
 * The images of one pair that a report shows.
 *
 * @param pair name of the pair
 * @param images a PNG file for each method of the scores, in their order; empty where there is none
 */
public record ReportPair(String pair, List<Optional<byte[]>> images) {
    /** Copies the list. */
    public ReportPair {
        images = List.copyOf(images);
    }
}
