// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

import java.util.List;
import java.util.stream.Collectors;

/** All metrics, in the order of tables. */
public final class MetricCatalog {
    private static final List<String> PAPER = List.of("EN", "SD", "AG", "SF", "SCD", "VIF");

    private static final List<FusionMetric> ALL = List.of();

    private MetricCatalog() {}

    /** Returns all metrics. */
    public static List<FusionMetric> all() {
        return ALL;
    }

    /** Returns the six metrics of the PSFusion paper, in its order. */
    public static List<FusionMetric> paper() {
        return PAPER.stream().map(MetricCatalog::of).toList();
    }

    /**
     * Finds a metric by its key, whatever the case.
     *
     * @throws IllegalArgumentException naming the known ones
     */
    public static FusionMetric of(String key) {
        for (FusionMetric metric : ALL) {
            if (metric.description().key().equalsIgnoreCase(key)) {
                return metric;
            }
        }
        throw new IllegalArgumentException("\"" + key + "\" is no metric; known are "
                + ALL.stream().map(metric -> metric.description().key()).collect(Collectors.joining(", ")));
    }
}
