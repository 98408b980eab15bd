// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.weights;

import io.github.psfusion.cli.console.Cancellation;
import io.github.psfusion.networks.BindingReport;
import io.github.psfusion.platform.Sha256;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.weights.WeightFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a weight file holds, as a table and as JSON. */
final class WeightListing {
    private final String file;
    private final String format;
    private final long bytes;
    private final String digest;
    private final Map<String, String> metadata;
    private final List<String> remarks;
    private final List<Row> rows;

    private record Row(String name, DataType type, Shape shape, TensorStatistics values) {}

    private WeightListing(WeightFile weights, String digest, List<Row> rows) throws IOException {
        file = weights.path().toString();
        format = weights.format();
        bytes = Files.size(weights.path());
        metadata = weights.metadata();
        remarks = weights.remarks();
        this.digest = digest;
        this.rows = rows;
    }

    /** Reads every tensor once; the wish to end is asked between them. */
    static WeightListing of(WeightFile weights, Cancellation cancellation) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String name : weights.names()) {
            cancellation.check();
            rows.add(new Row(name, weights.type(name), weights.shape(name), TensorStatistics.of(weights.tensor(name))));
        }
        return new WeightListing(weights, Sha256.of(weights.path()), rows);
    }

    String asTable(boolean statistics, Optional<BindingReport> fit) {
        int width = rows.stream().mapToInt(row -> row.name.length()).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (Row row : rows) {
            TensorStatistics values = row.values;
            String line = String.format(
                    Locale.ROOT,
                    "%-" + Math.max(1, width) + "s  %-8s  %-20s  %11.4g  %11.4g",
                    row.name,
                    row.type,
                    row.shape,
                    values.smallest(),
                    values.largest());
            if (statistics) {
                line += String.format(Locale.ROOT, "  %11.4g  %11.4g", values.mean(), values.deviation());
            }
            lines.add(values.notFinite() == 0 ? line : line + "  " + values.notFinite() + " not finite");
        }
        lines.add(0, "name, type, shape, smallest, largest" + (statistics ? ", mean, deviation" : ""));
        lines.add("");
        lines.add(
                file + ": " + format + ", " + rows.size() + " tensors, " + elements() + " values, " + bytes + " bytes");
        lines.add("not finite: " + notFinite());
        lines.add("sha256: " + digest);
        metadata.forEach((key, value) -> lines.add(key + ": " + value));
        remarks.forEach(remark -> lines.add("left out: " + remark));
        fit.ifPresent(report -> lines.add("against psfusion: " + report.describe()));
        return String.join(System.lineSeparator(), lines);
    }

    Map<String, ?> asJson(boolean statistics, Optional<BindingReport> fit) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", file);
        json.put("format", format);
        json.put("bytes", bytes);
        json.put("sha256", digest);
        json.put("values", elements());
        json.put("notFinite", notFinite());
        json.put("metadata", metadata);
        json.put("remarks", remarks);
        json.put("tensors", rows.stream().map(row -> asJson(row, statistics)).toList());
        fit.ifPresent(report -> {
            Map<String, Object> against = new LinkedHashMap<>();
            against.put("network", "psfusion");
            against.put("matched", report.matched().size());
            against.put("missing", report.missing());
            against.put("unexpected", report.unexpected());
            against.put("shapeMismatch", report.shapeMismatch());
            json.put("against", against);
        });
        return json;
    }

    private static Map<String, Object> asJson(Row row, boolean statistics) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", row.name);
        json.put("type", row.type.name().toLowerCase(Locale.ROOT));
        json.put("shape", row.shape.sizes());
        json.put("smallest", finite(row.values.smallest()));
        json.put("largest", finite(row.values.largest()));
        json.put("notFinite", row.values.notFinite());
        if (statistics) {
            json.put("mean", finite(row.values.mean()));
            json.put("deviation", finite(row.values.deviation()));
        }
        return json;
    }

    /** JSON has no NaN. */
    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private long elements() {
        return rows.stream().mapToLong(row -> row.shape.elements()).sum();
    }

    private long notFinite() {
        return rows.stream().mapToLong(row -> row.values.notFinite()).sum();
    }
}
