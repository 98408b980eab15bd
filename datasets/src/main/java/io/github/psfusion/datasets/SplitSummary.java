// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The counts of a split.
 *
 * @param pairs number of infrared images that have a visible partner
 * @param files number of images of each role, with or without partner; roles without folder are absent
 * @param sizes number of pairs of each size, such as {@code 640 x 480}
 * @param depths number of pairs of each depth, such as {@code infrared 16 bits, visible 8 bits}
 */
public record SplitSummary(
        int pairs, Map<ImageRole, Integer> files, Map<String, Integer> sizes, Map<String, Integer> depths) {
    /** Copies the maps. */
    public SplitSummary {
        files = files.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(files));
        sizes = naturally(sizes);
        depths = naturally(depths);
    }

    private static Map<String, Integer> naturally(Map<String, Integer> counts) {
        Map<String, Integer> sorted = new TreeMap<>(NaturalOrder.INSTANCE);
        sorted.putAll(counts);
        return Collections.unmodifiableMap(sorted);
    }
}
