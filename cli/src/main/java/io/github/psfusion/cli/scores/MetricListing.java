// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.scores;

import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.evaluation.report.JsonReport;
import io.github.psfusion.evaluation.report.TextReport;
import io.github.psfusion.metrics.FusionMetric;
import io.github.psfusion.metrics.MetricCatalog;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.platform.WrappedText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists all metrics. */
public final class MetricListing {
    private static final int INDENT = 4;

    private MetricListing() {}

    /** Prints the metrics and returns the exit code. */
    public static int print(Session session) {
        TextReport.Signs signs = ScoreText.signs();
        int columns = session.console().verbosity().columns();
        String text = signs.higher() + " larger values are better, " + signs.lower()
                + " smaller ones.\nExact definitions: docs/reference/metrics.md\n\n"
                + MetricCatalog.all().stream()
                        .map(metric -> text(metric, signs, columns))
                        .collect(Collectors.joining("\n\n"));
        List<Map<String, @Nullable Object>> json =
                MetricCatalog.all().stream().map(MetricListing::asJson).toList();
        session.console().result(text, Map.of("metrics", json));
        return ExitCode.OK;
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
