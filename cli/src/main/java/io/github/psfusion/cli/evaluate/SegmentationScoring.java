// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.evaluate;

import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.JsonMode;
import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.cli.console.ProgramVersion;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.scores.CommandLineText;
import io.github.psfusion.cli.scores.PairProgress;
import io.github.psfusion.evaluation.Provenance;
import io.github.psfusion.evaluation.SegmentationEvaluation;
import io.github.psfusion.evaluation.SegmentationResult;
import io.github.psfusion.evaluation.report.SegmentationReport;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.platform.Excerpt;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Scores class maps as the options of the verb say. */
final class SegmentationScoring {
    /** Names that are printed where many are missing. */
    private static final int PRINTED = 20;

    private final Session session;
    private final LabelOptions options;

    SegmentationScoring(Session session, LabelOptions options) {
        this.session = session;
        this.options = options;
    }

    /**
     * Scores, tells and writes.
     *
     * @param list names of the maps that count; all if absent
     * @param folder where files are written; none if absent
     * @return the exit status
     */
    int run(@Nullable Path list, Optional<Path> folder, boolean overwrite, CommandSpec spec)
            throws IOException, InterruptedException {
        List<String> classes = options.classes();
        SegmentationEvaluation found = SegmentationEvaluation.between(options.labels(), options.segmentation());
        SegmentationEvaluation evaluation = list == null ? found : found.listed(list);
        folder.ifPresent(place -> prepare(place, overwrite));
        session.cancellation().cooperate();
        int pairs = evaluation.pairs().size();
        without(pairs, evaluation.withoutPrediction(), "true", "predicted");
        without(pairs, evaluation.withoutTruth(), "predicted", "true");
        SegmentationResult result = measure(evaluation, classes, spec);
        SegmentationReport report = new SegmentationReport(result);
        boolean oneLine = session.console().verbosity().json() == JsonMode.LINES;
        session.console().document(SegmentationText.of(result, session), oneLine ? report::jsonLine : report::json);
        withoutValue(result, report);
        Set<SegmentationResult.Failure> told = new HashSet<>(evaluation.withoutPartner());
        result.failures().stream()
                .filter(failure -> !told.contains(failure))
                .forEach(failure -> session.console().fail(failure.map() + " failed: " + failure.reason()));
        folder.ifPresent(place -> {
            Outputs.write(place.resolve(SegmentationReport.JSON), () -> report.write(place));
            session.console().info("wrote " + String.join(", ", files()) + " into " + place);
        });
        if (result.maps().isEmpty()) {
            return ExitCode.INPUT;
        }
        return result.failures().isEmpty() ? ExitCode.OK : ExitCode.PARTLY;
    }

    private SegmentationResult measure(SegmentationEvaluation evaluation, List<String> classes, CommandSpec spec)
            throws InterruptedException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("classes", String.join(", ", classes));
        settings.put("command", CommandLineText.of(spec));
        int threads = session.common().threads();
        try (PairProgress progress = new PairProgress(session, "measure")) {
            Provenance provenance =
                    Provenance.collect(ProgramVersion.text(), Clock.systemUTC(), settings, evaluation.inputDigests());
            return evaluation.run(
                    classes,
                    DecodeLimits.defaults().withMaxPixels(session.common().maxPixels()),
                    threads > 0 ? threads : Runtime.getRuntime().availableProcessors(),
                    provenance,
                    progress);
        }
    }

    /** Says why there are hyphens in the tables. */
    private void withoutValue(SegmentationResult result, SegmentationReport report) {
        Map<String, List<String>> classesByReason = new LinkedHashMap<>();
        for (int c = 0; c < result.classes().size(); c++) {
            String name = result.classes().get(c);
            report.reason(c)
                    .ifPresent(reason -> classesByReason
                            .computeIfAbsent(reason, key -> new ArrayList<>())
                            .add(name));
        }
        classesByReason.forEach((reason, classes) ->
                session.console().info("undefined for " + String.join(", ", classes) + ": " + reason + "."));
        report.reasons().values().stream()
                .distinct()
                .forEach(reason -> session.console().info("undefined over all classes: " + reason + "."));
    }

    private static List<String> files() {
        return List.of(SegmentationReport.SCORES, SegmentationReport.CONFUSION, SegmentationReport.JSON);
    }

    private static void prepare(Path folder, boolean overwrite) {
        files().forEach(name -> Outputs.refuseExisting(folder.resolve(name), overwrite));
        Outputs.makeFolder(folder);
    }

    private void without(int pairs, List<Path> maps, String kind, String other) {
        if (!maps.isEmpty()) {
            List<String> names = maps.stream()
                    .map(file -> String.valueOf(file.getFileName()))
                    .toList();
            session.console()
                    .info(maps.size() + " of " + (pairs + maps.size()) + " " + kind + " class maps have no " + other
                            + " partner of the same name and are left out:\n  " + Excerpt.of(names, PRINTED));
        }
    }
}
