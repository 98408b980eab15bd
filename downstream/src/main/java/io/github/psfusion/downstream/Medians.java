// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import java.util.List;

/** Medians of times. */
final class Medians {
    private Medians() {}

    /** Returns the median without the first time, in which caches and compiled code are made, in milliseconds. */
    static double milliseconds(List<Double> seconds) {
        return 1000 * of(seconds.size() > 1 ? seconds.subList(1, seconds.size()) : seconds);
    }

    /** Returns the median; 0 of no values. */
    static double of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.isEmpty()
                ? 0
                : sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
