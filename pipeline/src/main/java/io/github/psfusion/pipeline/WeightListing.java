// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.imaging.fingerprint.TrainingPairs;
import io.github.psfusion.networks.BindingReport;
import io.github.psfusion.platform.Counted;
import io.github.psfusion.platform.PrintableText;
import io.github.psfusion.weights.TensorStatistics;
import io.github.psfusion.weights.WeightInspection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a weight file holds, as a table or as the keys and values of JSON.
 *
 * @param file what was found in the file
 * @param statistics whether mean and deviation are printed, too
 * @param network key of the network that the file was compared with
 * @param fit how it fits, if it was compared
 */
public record WeightListing(WeightInspection file, boolean statistics, String network, Optional<BindingReport> fit) {
    /** Returns a line a tensor, and below them what is known of the whole file, without a line end after the last. */
    public String asTable() {
        int width = file.tensors().stream()
                .mapToInt(entry -> PrintableText.name(entry.name()).length())
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        lines.add("name, type, shape, smallest, largest" + (statistics ? ", mean, deviation" : ""));
        for (WeightInspection.Entry entry : file.tensors()) {
            TensorStatistics values = entry.statistics();
            String line = String.format(
                    Locale.ROOT,
                    "%-" + Math.max(1, width) + "s  %-8s  %-20s  %11.4g  %11.4g",
                    PrintableText.name(entry.name()),
                    entry.type(),
                    entry.shape(),
                    values.smallest(),
                    values.largest());
            if (statistics) {
                line += String.format(Locale.ROOT, "  %11.4g  %11.4g", values.mean(), values.deviation());
            }
            lines.add(values.notFinite() == 0 ? line : line + "  " + values.notFinite() + " not finite");
        }
        lines.add("");
        lines.add(PrintableText.name(file.file()) + ": " + file.format() + ", "
                + Counted.of(file.tensors().size(), "tensor") + ", " + Counted.of(file.values(), "value") + ", "
                + file.bytes() + " bytes");
        lines.add("not finite: " + file.notFinite());
        lines.add("sha256: " + file.sha256());
        TrainingPairs.described(file.metadata())
                .forEach((key, value) -> lines.add(PrintableText.name(key + ": " + value)));
        file.remarks().forEach(remark -> lines.add("left out: " + PrintableText.name(remark)));
        fit.ifPresent(report -> lines.add("against " + network + ": " + report.describe()));
        return String.join(System.lineSeparator(), lines);
    }

    /** Returns keys and values of the same; values that are not finite are null. */
    public Map<String, ?> asJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", file.file().toString());
        json.put("format", file.format());
        json.put("bytes", file.bytes());
        json.put("sha256", file.sha256());
        json.put("values", file.values());
        json.put("notFinite", file.notFinite());
        json.put("metadata", TrainingPairs.described(file.metadata()));
        json.put("remarks", file.remarks());
        json.put("tensors", file.tensors().stream().map(this::asJson).toList());
        fit.ifPresent(report -> {
            Map<String, Object> against = new LinkedHashMap<>();
            against.put("network", network);
            against.put("matched", report.matched().size());
            against.put("missing", report.missing());
            against.put("unexpected", report.unexpected());
            against.put("shapeMismatch", report.shapeMismatch());
            json.put("against", against);
        });
        return json;
    }

    private Map<String, Object> asJson(WeightInspection.Entry entry) {
        TensorStatistics values = entry.statistics();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", entry.name());
        json.put("type", entry.type().name().toLowerCase(Locale.ROOT));
        json.put("shape", entry.shape().sizes());
        json.put("smallest", finite(values.smallest()));
        json.put("largest", finite(values.largest()));
        json.put("notFinite", values.notFinite());
        if (statistics) {
            json.put("mean", finite(values.mean()));
            json.put("deviation", finite(values.deviation()));
        }
        return json;
    }

    /** JSON has no NaN. */
    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
