// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.scores;

import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.Symbols;
import io.github.psfusion.cli.console.WrappedText;
import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.FusionMetric;
import io.github.psfusion.metrics.MetricCatalog;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.Protocol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Lists the metrics that there are. */
public final class MetricListing {
    private static final int INDENT = 4;

    private MetricListing() {}

    /** Prints the metrics and returns the exit status. */
    public static int print(Session session) {
        Symbols symbols = Symbols.ofOutput();
        int columns = session.console().verbosity().columns();
        String text = symbols.higher() + " larger values are better, " + symbols.lower()
                + " smaller ones.\nExact definitions: docs/reference/metrics.md\n\n"
                + MetricCatalog.all().stream()
                        .map(metric -> text(metric, symbols, columns))
                        .collect(Collectors.joining("\n\n"));
        List<Map<String, Object>> json =
                MetricCatalog.all().stream().map(MetricListing::asJson).toList();
        session.console().result(text, Map.of("metrics", json));
        return ExitCode.OK;
    }

    private static String text(FusionMetric metric, Symbols symbols, int columns) {
        MetricDescription facts = metric.description();
        String side = facts.smallestSide() > 1 ? "; at least " + facts.smallestSide() + " pixels a side" : "";
        return facts.key() + " " + arrow(facts, symbols) + "  " + facts.name() + "\n"
                + indented("range " + range(facts) + side + "; protocols " + protocols(metric), columns) + "\n"
                + indented(facts.formula(), columns) + "\n" + indented(facts.citation(), columns);
    }

    private static String indented(String text, int columns) {
        return WrappedText.indented(text, INDENT, columns);
    }

    /** Returns the sign of a metric's direction. */
    static String arrow(MetricDescription metric, Symbols symbols) {
        return metric.direction() == Direction.HIGHER_IS_BETTER ? symbols.higher() : symbols.lower();
    }

    private static String range(MetricDescription facts) {
        if (facts.least() == Double.NEGATIVE_INFINITY && facts.greatest() == Double.POSITIVE_INFINITY) {
            return "unlimited";
        }
        if (facts.greatest() == Double.POSITIVE_INFINITY) {
            return "from " + number(facts.least());
        }
        return (facts.least() == Double.NEGATIVE_INFINITY ? "" : number(facts.least()) + " ") + "to "
                + number(facts.greatest());
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }

    private static String protocols(FusionMetric metric) {
        return metric.protocols().stream().sorted().map(Protocol::key).collect(Collectors.joining(", "));
    }

    private static Map<String, Object> asJson(FusionMetric metric) {
        MetricDescription facts = metric.description();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", facts.key());
        json.put("name", facts.name());
        json.put("direction", facts.direction() == Direction.HIGHER_IS_BETTER ? "higher" : "lower");
        json.put("least", Double.isFinite(facts.least()) ? facts.least() : null);
        json.put("greatest", Double.isFinite(facts.greatest()) ? facts.greatest() : null);
        json.put("smallestSide", facts.smallestSide());
        json.put(
                "protocols",
                metric.protocols().stream().sorted().map(Protocol::key).toList());
        json.put("formula", facts.formula());
        json.put("citation", facts.citation());
        return json;
    }
}
