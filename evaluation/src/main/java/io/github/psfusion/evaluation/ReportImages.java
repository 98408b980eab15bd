// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The images that a report shows.
 *
 * @param pairs pairs whose images are all shown
 * @param thumbnails for each method of the scores, in their order, small JPEG files by name of pair: those on which it did best
 *     and worst
 */
public record ReportImages(List<ReportPair> pairs, List<Map<String, byte[]>> thumbnails) {
    /** None, where only scores are known. */
    public static final ReportImages NONE = new ReportImages(List.of(), List.of());

    /** Copies the lists. */
    public ReportImages {
        pairs = List.copyOf(pairs);
        thumbnails = thumbnails.stream()
                .map(small -> Collections.unmodifiableMap(new LinkedHashMap<>(small)))
                .toList();
    }
}
