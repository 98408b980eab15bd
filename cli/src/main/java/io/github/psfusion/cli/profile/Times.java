// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long something took, again and again. */
final class Times {
    private static final double NANOSECONDS_PER_MILLISECOND = 1e6;
    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;

    private final List<Long> nanoseconds = new ArrayList<>();

    void add(long elapsed) {
        nanoseconds.add(elapsed);
    }

    double median() {
        return percentile(0.5);
    }

    /** Returns the time in milliseconds that this part of the repetitions does not exceed (nearest rank). */
    private double percentile(double part) {
        List<Long> sorted = nanoseconds.stream().sorted().toList();
        int rank = (int) Math.ceil(part * sorted.size());
        return sorted.get(Math.max(1, rank) - 1) / NANOSECONDS_PER_MILLISECOND;
    }

    /** Returns median, 5th and 95th percentile in words. */
    List<String> texts() {
        return List.of(text(median()), text(percentile(LOW)), text(percentile(HIGH)));
    }

    static String text(double milliseconds) {
        return String.format(Locale.ROOT, "%.1f", milliseconds);
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("median", median());
        json.put("percentile5", percentile(LOW));
        json.put("percentile95", percentile(HIGH));
        return json;
    }
}
