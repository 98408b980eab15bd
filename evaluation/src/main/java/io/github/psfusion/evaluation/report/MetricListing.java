// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.metrics.FusionMetric;
import io.github.psfusion.metrics.MetricCatalog;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.platform.WrappedText;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The metrics that there are. */
public final class MetricListing {
    private static final int INDENT = 4;

    private MetricListing() {}

    /** Returns the list for the terminal. */
    public static String text(TextReport.Signs signs, int columns) {
        return signs.higher() + " larger values are better, " + signs.lower()
                + " smaller ones.\nExact definitions: docs/reference/metrics.md\n\n"
                + MetricCatalog.all().stream()
                        .map(metric -> text(metric, signs, columns))
                        .collect(Collectors.joining("\n\n"));
    }

    /** Returns the list by the keys of JSON reports. */
    public static Map<String, Object> facts() {
        return Map.of(
                "metrics",
                MetricCatalog.all().stream().map(MetricListing::asJson).toList());
    }

    private static String text(FusionMetric metric, TextReport.Signs signs, int columns) {
        MetricDescription facts = metric.description();
        String side = facts.smallestSide() > 1 ? "; at least " + facts.smallestSide() + " pixels a side" : "";
        return signs.head(facts) + "  " + facts.name() + "\n"
                + indented("range " + facts.range() + side + "; protocols " + protocols(metric), columns) + "\n"
                + indented(facts.formula(), columns) + "\n" + indented(facts.citation(), columns);
    }

    private static String indented(String text, int columns) {
        return WrappedText.indented(text, INDENT, columns);
    }

    private static String protocols(FusionMetric metric) {
        return metric.protocols().stream().sorted().map(Protocol::key).collect(Collectors.joining(", "));
    }

    private static Map<String, @Nullable Object> asJson(FusionMetric metric) {
        Map<String, @Nullable Object> json = JsonReport.metric(metric.description());
        json.put(
                "protocols",
                metric.protocols().stream().sorted().map(Protocol::key).toList());
        return json;
    }
}
