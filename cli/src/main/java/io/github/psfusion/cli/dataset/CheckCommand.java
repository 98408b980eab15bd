// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.dataset;

import io.github.psfusion.cli.console.Choices;
import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.ProgressDisplay;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.datasets.CheckOptions;
import io.github.psfusion.datasets.DatasetCheck;
import io.github.psfusion.datasets.Finding;
import io.github.psfusion.datasets.ImageRole;
import io.github.psfusion.datasets.Split;
import io.github.psfusion.datasets.SplitSummary;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.codec.DecodeLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks for what would go wrong with a data set. */
@Command(
        name = "check",
        header = "look for what would go wrong",
        customSynopsis = "psfusion dataset check DIR [OPTIONS]",
        description = {
            "Check a data set: layout, numbers per split, sizes, depths, missing partners, duplicates, labels out of"
                    + " range, swapped or shifted pairs. Status 7 if there are faults.%n",
            "Examples:",
            "  psfusion dataset check MSRS",
            "  psfusion dataset check scenes --deep --json%n"
        },
        footer = "%nCommon options: psfusion --help.")
final class CheckCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "DIR", description = "the data set")
    private Path folder = Path.of("");

    @Option(names = "--deep", description = "decode every file; needed to see labels and shifts")
    private boolean deep;

    @Option(names = "--classes", paramLabel = "N", description = "classes of the labels (default 9, those of MSRS)")
    private int classes = CheckOptions.defaults().classes();

    CheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (classes < 1 || classes > LabelMap.IGNORED) {
            throw UserError.usage("--classes " + classes + ": expected a number from 1 to " + LabelMap.IGNORED + ".");
        }
        CheckOptions options = CheckOptions.defaults()
                .withClasses(classes)
                .withThoroughness(deep ? CheckOptions.Thoroughness.PIXELS : CheckOptions.Thoroughness.HEADERS)
                .withLimits(
                        DecodeLimits.defaults().withMaxPixels(session.common().maxPixels()));
        DatasetCheck.Result result;
        try (ProgressDisplay progress = session.console().progress("check")) {
            result = DatasetCheck.of(folder, options, (done, total) -> {
                session.cancellation().check();
                progress.at(done, total, "");
            });
        }
        session.console().result(asText(result), asJson(result));
        return result.hasFaults() ? ExitCode.CHECK_FAILED : ExitCode.OK;
    }

    private String asText(DatasetCheck.Result result) {
        List<String> lines = new ArrayList<>();
        result.splits().forEach((split, summary) -> lines.add(line(split, summary)));
        for (Finding finding : result.findings()) {
            String severity = finding.severity() == Finding.Severity.FAULT ? "FAULT    " : "warning  ";
            lines.add(severity + finding);
        }
        lines.add(count(result, Finding.Severity.FAULT) + " faults, " + count(result, Finding.Severity.WARNING)
                + " warnings" + (deep ? "" : "; --deep looks at every pixel"));
        return String.join(System.lineSeparator(), lines);
    }

    private static String line(Split split, SplitSummary summary) {
        String files = summary.files().entrySet().stream()
                .map(entry -> entry.getValue() + " " + Choices.name(entry.getKey()))
                .collect(Collectors.joining(", "));
        return Choices.name(split) + ": " + summary.pairs() + " pairs (" + files + "); sizes " + counts(summary.sizes())
                + (summary.depths().isEmpty() ? "" : "; " + counts(summary.depths()));
    }

    private static String counts(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
    }

    private static long count(DatasetCheck.Result result, Finding.Severity severity) {
        return result.findings().stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    private Map<String, ?> asJson(DatasetCheck.Result result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("folder", folder.toString());
        Map<String, Object> splits = new LinkedHashMap<>();
        result.splits().forEach((split, summary) -> {
            Map<String, Integer> files = new LinkedHashMap<>();
            for (Map.Entry<ImageRole, Integer> entry : summary.files().entrySet()) {
                files.put(Choices.name(entry.getKey()), entry.getValue());
            }
            Map<String, Object> numbers = new LinkedHashMap<>();
            numbers.put("pairs", summary.pairs());
            numbers.put("files", files);
            numbers.put("sizes", summary.sizes());
            numbers.put("depths", summary.depths());
            splits.put(Choices.name(split), numbers);
        });
        json.put("splits", splits);
        json.put(
                "findings",
                result.findings().stream()
                        .map(finding -> Map.of(
                                "severity", Choices.name(finding.severity()),
                                "file", finding.file().toString(),
                                "message", finding.message()))
                        .toList());
        json.put("faults", count(result, Finding.Severity.FAULT));
        json.put("warnings", count(result, Finding.Severity.WARNING));
        return json;
    }
}
