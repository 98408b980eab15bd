// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.metrics.FusionMetric;
import io.github.psfusion.metrics.MetricCatalog;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.platform.NameSuggestion;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Metrics that are chosen by name, under one protocol.
 *
 * @param metrics the metrics, each once, in the order of their names
 * @param leftOut keys of metrics that {@link #ALL} leaves out, since they have no form under the protocol
 */
public record MetricSelection(List<FusionMetric> metrics, List<String> leftOut) {
    /** The name of the metrics of the PSFusion paper. */
    public static final String PAPER = "paper";

    /** The name of all metrics that have a form under the protocol. */
    public static final String ALL = "all";

    /** All names that can be chosen, for the completion of a shell. */
    public static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.concat(Stream.of(PAPER, ALL), keys().stream()).iterator();
        }
    }

    /** Copies the lists. */
    public MetricSelection {
        metrics = List.copyOf(metrics);
        leftOut = List.copyOf(leftOut);
    }

    /** Returns the keys of all metrics. */
    public static List<String> keys() {
        return MetricCatalog.all().stream()
                .map(metric -> metric.description().key())
                .toList();
    }

    /**
     * Selects metrics.
     *
     * @param names keys of metrics, {@link #PAPER} or {@link #ALL}, in upper or lower case
     * @throws IllegalArgumentException if a name is unknown, or a metric that was named has no form under the protocol
     */
    public static MetricSelection of(List<String> names, Protocol protocol) {
        List<FusionMetric> all = MetricCatalog.all();
        Map<String, FusionMetric> chosen = new LinkedHashMap<>();
        List<String> leftOut = new ArrayList<>();
        for (String name : names) {
            switch (name.strip().toLowerCase(Locale.ROOT)) {
                case PAPER -> MetricCatalog.paper().forEach(metric -> put(chosen, defined(metric, protocol)));
                case ALL -> {
                    for (FusionMetric metric : all) {
                        if (metric.protocols().contains(protocol)) {
                            put(chosen, metric);
                        } else {
                            leftOut.add(metric.description().key());
                        }
                    }
                }
                default -> put(chosen, defined(named(name.strip(), all), protocol));
            }
        }
        return new MetricSelection(
                List.copyOf(chosen.values()), leftOut.stream().distinct().toList());
    }

    private static void put(Map<String, FusionMetric> chosen, FusionMetric metric) {
        chosen.putIfAbsent(metric.description().key(), metric);
    }

    private static FusionMetric defined(FusionMetric metric, Protocol protocol) {
        if (!metric.protocols().contains(protocol)) {
            throw new IllegalArgumentException(metric.description().key() + ": the metric has no form under protocol "
                    + protocol.key()
                    + ", only under "
                    + metric.protocols().stream().sorted().map(Protocol::key).collect(Collectors.joining(", "))
                    + ". Leave it out, or choose another protocol.");
        }
        return metric;
    }

    private static FusionMetric named(String name, List<FusionMetric> all) {
        return all.stream()
                .filter(metric -> metric.description().key().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + ": there is no such metric."
                        + NameSuggestion.nearest(name, keys())
                                .map(near -> " Did you mean " + near + "?")
                                .orElse("")
                        + "\nKnown are " + String.join(", ", keys()) + ", " + PAPER + " and " + ALL + "."));
    }
}
