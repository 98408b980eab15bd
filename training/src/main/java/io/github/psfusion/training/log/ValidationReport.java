// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.log;

import io.github.psfusion.platform.Counted;
import io.github.psfusion.platform.TextTable;
import io.github.psfusion.platform.TextTable.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A validation for people and for programs: the losses, the metrics of each group side by side, and the values of each class.
 *
 * @param result the values
 */
public record ValidationReport(ValidationResult result) {
    private static final String CLASSES = "iou";

    /** Returns the tables. */
    public String text(int columns, boolean ansi) {
        List<String> parts = new ArrayList<>();
        parts.add(Counted.of(result.pairs(), "pair"));
        TextTable losses = new TextTable(List.of("loss", "mean"));
        losses.add(List.of(Cell.of("total (weighted)"), number(OptionalDouble.of(result.total()))));
        result.terms().forEach((name, value) -> losses.add(List.of(Cell.of(name), number(OptionalDouble.of(value)))));
        parts.add(losses.text(columns, ansi));
        Map<String, Map<String, OptionalDouble>> groups = groups();
        Map<String, OptionalDouble> classes = groups.remove(CLASSES);
        if (!groups.isEmpty()) {
            parts.add(metrics(groups).text(columns, ansi));
        }
        OptionalDouble mean = result.metrics().getOrDefault("meanIou", OptionalDouble.empty());
        if (classes != null && mean.isPresent()) {
            TextTable table = new TextTable(List.of("class", "IoU"));
            classes.forEach((name, value) -> table.add(List.of(Cell.of(name), number(value))));
            table.add(List.of(new Cell("mean (mIoU)", true), number(mean)));
            parts.add(table.text(columns, ansi));
        }
        return String.join("\n\n", parts);
    }

    private static TextTable metrics(Map<String, Map<String, OptionalDouble>> groups) {
        List<String> names = groups.values().stream()
                .flatMap(values -> values.keySet().stream())
                .distinct()
                .toList();
        List<String> heads = new ArrayList<>(List.of("image"));
        heads.addAll(names);
        TextTable table = new TextTable(heads);
        groups.forEach((group, values) -> {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(group)));
            names.forEach(name -> row.add(number(values.getOrDefault(name, OptionalDouble.empty()))));
            table.add(row);
        });
        return table;
    }

    /** Returns the metrics by group and name. */
    private Map<String, Map<String, OptionalDouble>> groups() {
        Map<String, Map<String, OptionalDouble>> groups = new LinkedHashMap<>();
        result.metrics().forEach((name, value) -> {
            int dot = name.indexOf('.');
            if (dot > 0) {
                groups.computeIfAbsent(name.substring(0, dot), absent -> new LinkedHashMap<>())
                        .put(name.substring(dot + 1), value);
            }
        });
        return groups;
    }

    private static Cell number(OptionalDouble value) {
        return Cell.of(value.isPresent() ? String.format(Locale.ROOT, "%.4f", value.getAsDouble()) : "");
    }

    /** Returns the values by name; null where a metric is not defined. */
    public Map<String, ?> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("pairs", result.pairs());
        facts.put("loss", finite(result.total()));
        Map<String, Object> terms = new LinkedHashMap<>();
        result.terms().forEach((name, value) -> terms.put(name, finite(value)));
        facts.put("terms", terms);
        Map<String, Object> metrics = new LinkedHashMap<>();
        result.metrics()
                .forEach((name, value) -> metrics.put(name, value.isPresent() ? finite(value.getAsDouble()) : null));
        facts.put("metrics", metrics);
        return facts;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
