// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.platform.Counted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a check found, as text and as values. */
final class CheckReport {
    private CheckReport() {}

    static String text(DatasetCheck.Result result) {
        List<String> lines = new ArrayList<>();
        result.splits().forEach((split, summary) -> lines.add(line(split, summary)));
        for (Finding finding : result.findings()) {
            String severity = finding.severity() == Finding.Severity.FAULT ? "FAULT    " : "warning  ";
            lines.add(severity + finding);
        }
        lines.add(Counted.of(result.count(Finding.Severity.FAULT), "fault") + ", "
                + Counted.of(result.count(Finding.Severity.WARNING), "warning"));
        return String.join(System.lineSeparator(), lines);
    }

    private static String line(Split split, SplitSummary summary) {
        String files = summary.files().entrySet().stream()
                .map(entry -> entry.getValue() + " " + name(entry.getKey()))
                .collect(Collectors.joining(", "));
        return name(split) + ": " + Counted.of(summary.pairs(), "pair") + " (" + files + "); sizes "
                + counts(summary.sizes()) + (summary.depths().isEmpty() ? "" : "; " + counts(summary.depths()));
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String counts(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
    }

    static Map<String, Object> facts(DatasetCheck.Result result, Path folder) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("folder", folder.toString());
        Map<String, Object> splits = new LinkedHashMap<>();
        result.splits().forEach((split, summary) -> {
            Map<String, Integer> files = new LinkedHashMap<>();
            for (Map.Entry<ImageRole, Integer> entry : summary.files().entrySet()) {
                files.put(name(entry.getKey()), entry.getValue());
            }
            Map<String, Object> numbers = new LinkedHashMap<>();
            numbers.put("pairs", summary.pairs());
            numbers.put("files", files);
            numbers.put("sizes", summary.sizes());
            numbers.put("depths", summary.depths());
            splits.put(name(split), numbers);
        });
        json.put("splits", splits);
        json.put(
                "findings",
                result.findings().stream()
                        .map(finding -> Map.of(
                                "severity", name(finding.severity()),
                                "file", finding.file().toString(),
                                "message", finding.message()))
                        .toList());
        json.put("faults", result.count(Finding.Severity.FAULT));
        json.put("warnings", result.count(Finding.Severity.WARNING));
        return json;
    }
}
