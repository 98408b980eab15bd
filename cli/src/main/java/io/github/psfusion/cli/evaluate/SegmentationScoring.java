// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.evaluate;

import io.github.psfusion.cli.console.Console;
import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.JsonMode;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.methods.MethodOpening;
import io.github.psfusion.cli.scores.PairProgress;
import io.github.psfusion.cli.scores.Scoring;
import io.github.psfusion.evaluation.ComparisonListener;
import io.github.psfusion.evaluation.SegmentationEvaluation;
import io.github.psfusion.evaluation.SegmentationResult;
import io.github.psfusion.evaluation.report.SegmentationReport;
import io.github.psfusion.evaluation.report.SegmentationText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** Scores class maps as the options of the command require. */
final class SegmentationScoring {
    private final Session session;
    private final LabelOptions options;

    SegmentationScoring(Session session, LabelOptions options) {
        this.session = session;
        this.options = options;
    }

    /**
     * Scores, prints and writes.
     *
     * @param list names of the maps that count; all if empty
     * @param folder where files are written; none if empty
     * @return the exit code
     */
    int run(Optional<Path> list, Optional<Path> folder, boolean overwrite, CommandSpec spec)
            throws IOException, InterruptedException {
        Console console = session.console();
        List<String> classes = options.classes();
        SegmentationEvaluation found = SegmentationEvaluation.between(options.labels(), options.segmentation());
        SegmentationEvaluation evaluation = list.isEmpty() ? found : found.listed(list.get());
        if (folder.isPresent()) {
            SegmentationReport.prepare(folder.get(), overwrite);
        }
        session.cancellation().cooperate();
        evaluation.notes().forEach(console::info);
        SegmentationResult result = measure(evaluation, classes, spec);
        SegmentationReport report = new SegmentationReport(result);
        boolean oneLine = console.verbosity().json() == JsonMode.LINES;
        String text = String.join(
                "\n\n",
                SegmentationText.title(result),
                Scoring.text(session).table(SegmentationText.byClass(result)),
                Scoring.text(session).table(SegmentationText.overall(result)));
        console.document(text, oneLine ? report::jsonLine : report::json);
        result.notes().forEach(console::info);
        Set<SegmentationResult.Failure> reported = new HashSet<>(evaluation.withoutPartner());
        result.failures().stream()
                .filter(failure -> !reported.contains(failure))
                .forEach(failure -> console.fail(failure.map() + " failed: " + failure.reason()));
        if (folder.isPresent()) {
            report.write(folder.get());
            console.info("wrote " + String.join(", ", SegmentationReport.FILES) + " into " + folder.get());
        }
        if (result.maps().isEmpty()) {
            return ExitCode.INPUT;
        }
        return result.failures().isEmpty() ? ExitCode.OK : ExitCode.PARTLY;
    }

    private SegmentationResult measure(SegmentationEvaluation evaluation, List<String> classes, CommandSpec spec)
            throws InterruptedException {
        try (PairProgress progress = new PairProgress(session, ComparisonListener.MEASURE)) {
            return evaluation.run(
                    classes, Scoring.limits(session), MethodOpening.threads(session), Scoring.origin(spec), progress);
        }
    }
}
