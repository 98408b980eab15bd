// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The images of a page.
 *
 * @param pairs pairs of which the page shows all images
 * @param thumbnails for each method of the comparison, in its order, small JPEG files by name of pair: those on which it did best
 *     and worst
 */
public record PageImages(List<PagePair> pairs, List<Map<String, byte[]>> thumbnails) {
    /** None, where only scores are known. */
    public static final PageImages NONE = new PageImages(List.of(), List.of());

    /** Copies the lists. */
    public PageImages {
        pairs = List.copyOf(pairs);
        thumbnails = thumbnails.stream()
                .map(small -> Collections.unmodifiableMap(new LinkedHashMap<>(small)))
                .toList();
    }
}
