// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import java.util.ArrayList;
import java.util.List;

/** How long something took in each of several iterations. */
public final class Durations {
    private static final double NANOSECONDS_PER_MILLISECOND = 1e6;

    private final List<Long> nanoseconds = new ArrayList<>();

    Durations() {}

    void add(long elapsed) {
        nanoseconds.add(elapsed);
    }

    /** Returns the median in milliseconds. */
    public double median() {
        return percentile(0.5);
    }

    /**
     * Returns the time in milliseconds that a part of the iterations does not exceed (nearest rank).
     *
     * @param part from 0 to 1
     */
    public double percentile(double part) {
        List<Long> sorted = nanoseconds.stream().sorted().toList();
        int rank = (int) Math.ceil(part * sorted.size());
        return sorted.get(Math.max(1, rank) - 1) / NANOSECONDS_PER_MILLISECOND;
    }
}
