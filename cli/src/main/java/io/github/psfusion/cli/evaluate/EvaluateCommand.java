// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.evaluate;

import io.github.psfusion.cli.console.JsonMode;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.pairs.PairOptions;
import io.github.psfusion.cli.scores.CommandLineText;
import io.github.psfusion.cli.scores.MetricListing;
import io.github.psfusion.cli.scores.MetricOptions;
import io.github.psfusion.cli.scores.ReportFolder;
import io.github.psfusion.cli.scores.ReportKind;
import io.github.psfusion.cli.scores.ScoreLines;
import io.github.psfusion.cli.scores.ScoreNotes;
import io.github.psfusion.cli.scores.ScoreText;
import io.github.psfusion.cli.scores.Scoring;
import io.github.psfusion.evaluation.Candidate;
import io.github.psfusion.evaluation.Comparison;
import io.github.psfusion.evaluation.MissingImage;
import io.github.psfusion.evaluation.report.JsonReport;
import io.github.psfusion.imaging.IntensityWindow;
import io.github.psfusion.metrics.FusionMetric;
import io.github.psfusion.pipeline.PairInputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Scores fused images that any program made. */
@Command(
        name = "evaluate",
        header = "score fused images",
        customSynopsis = {
            "psfusion evaluate --ir DIR --vi DIR --fused DIR [OPTIONS]",
            "       psfusion evaluate --pairs DIR --fused DIR [OPTIONS]",
            "       psfusion evaluate --labels DIR --segmentation DIR [OPTIONS]"
        },
        description = {
            "%nScore fused images of one method, or predicted class maps, from any program.%n",
            "Examples:",
            "  psfusion evaluate --ir ir --vi vi --fused results/psfusion",
            "  psfusion evaluate --pairs TNO --list tno21.txt --fused out --sources",
            "  psfusion evaluate --ir ir --vi vi --fused out --metrics EN,SD,SCD,VIF --json",
            "  psfusion evaluate --labels labels --segmentation predicted"
        },
        footer = {
            "%nPairs that cannot be scored are listed with the reason and left out of the",
            "mean; the status is then 1. Several methods: psfusion help compare.",
            "Common options: psfusion --help."
        })
public final class EvaluateCommand implements Callable<Integer> {
    /** Pairs whose images stand in the page. */
    private static final int IMAGES = 6;

    private static final List<String> OPTIONS_OF_IMAGES = List.of(
            "--ir",
            "--vi",
            "--pairs",
            "--ir-range",
            "--fused",
            "--sources",
            "--metrics",
            "--protocol",
            "--per-pair",
            "--sheets");

    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // replaced by picocli

    @ArgGroup(validate = false, heading = "%nImages:%n")
    private PairOptions pairs = new PairOptions();

    @ArgGroup(validate = false, heading = "%nScored images:%n")
    private ScoredOptions scored = new ScoredOptions();

    @ArgGroup(validate = false, heading = "%nMetrics:%n")
    private MetricOptions metrics = new MetricOptions();

    @ArgGroup(validate = false, heading = "%nClass maps, instead of images:%n")
    private LabelOptions labels = new LabelOptions();

    @ArgGroup(validate = false, heading = "%nOutput:%n")
    private OutputOptions output = new OutputOptions();

    /** What is scored. */
    private static final class ScoredOptions {
        @Option(
                names = "--fused",
                paramLabel = "DIR",
                description = "fused images, found by the names of the infrared ones")
        private List<Path> folders = List.of();

        @Option(names = "--sources", description = "also score visible alone and infrared alone")
        private boolean sources;
    }

    /** What is told, and what is written. */
    private static final class OutputOptions {
        @Option(names = "--list-metrics", description = "names, directions, ranges, least sizes, formulas; then stop")
        private boolean listMetrics;

        @Option(names = "--per-pair", description = "a row per pair besides the mean")
        private boolean perPair;

        @Option(
                names = {"-o", "--output"},
                paramLabel = "DIR",
                description = "also write report.html, scores.csv, summary.csv, scores.json; of class maps"
                        + " segmentation.csv, confusion.csv, segmentation.json")
        private @Nullable Path folder;

        @Option(names = "--sheets", description = "also sheets/METRIC.csv: a row a pair, a column a method")
        private boolean sheets;

        @Option(names = "--overwrite", description = "replace existing reports")
        private boolean overwrite;
    }

    /** Makes the verb. */
    public EvaluateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (output.listMetrics) {
            return MetricListing.print(session);
        }
        if (labels.named()) {
            refuseOptionsOfImages();
            return new SegmentationScoring(session, labels)
                    .run(pairs.list(), Optional.ofNullable(output.folder), output.overwrite, spec);
        }
        List<FusionMetric> chosen = metrics.metrics(session.console());
        IntensityWindow range = pairs.range();
        if (scored.folders.size() != 1) {
            throw UserError.usage(
                    scored.folders.isEmpty()
                            ? "missing: --fused DIR."
                            : "--fused names " + scored.folders.size()
                                    + " folders, but one method is scored at a time. psfusion compare takes several.");
        }
        Optional<ReportFolder> reports = reports();
        PairInputs inputs = pairs.find();
        Scoring scoring = new Scoring(session, inputs, range, chosen, metrics.protocol());
        List<Candidate> candidates = candidates(scored.folders);
        List<MissingImage> missing = scoring.missing(candidates);
        reports.ifPresent(folder -> folder.prepare(output.overwrite));
        session.cancellation().cooperate();
        ScoreNotes notes = new ScoreNotes(session.console());
        inputs.incomplete().forEach(session.console()::info);
        notes.missing(missing, inputs.pairs().size());
        Comparison comparison = scoring.measure(candidates, Map.of("command", CommandLineText.of(spec)));
        tell(comparison);
        notes.after(comparison, missing);
        reports.ifPresent(folder ->
                session.console().info(folder.write(comparison, () -> scoring.images(candidates, comparison, IMAGES))));
        return scoring.status(comparison);
    }

    private void refuseOptionsOfImages() {
        for (String option : OPTIONS_OF_IMAGES) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw UserError.usage(
                        option + " is for images, but --labels, --segmentation and --classes are for class"
                                + " maps. Score them in two runs.");
            }
        }
    }

    private List<Candidate> candidates(List<Path> folders) {
        List<Candidate> candidates = new ArrayList<>();
        if (scored.sources) {
            candidates.add(Candidate.visible());
            candidates.add(Candidate.infrared());
        }
        candidates.addAll(Candidate.ofFolders(folders, List.of()));
        return candidates;
    }

    private void tell(Comparison comparison) {
        if (session.console().verbosity().json() == JsonMode.LINES) {
            ScoreLines.write(comparison, session.console());
            return;
        }
        ScoreText text = new ScoreText(comparison, session);
        session.console()
                .document(
                        (output.perPair ? text.byPair() + "\n\n" : "") + text.byMetric(),
                        () -> JsonReport.text(comparison));
    }

    private Optional<ReportFolder> reports() {
        if (output.folder == null) {
            if (output.sheets) {
                throw UserError.usage("--sheets writes files. Name their folder with -o DIR.");
            }
            return Optional.empty();
        }
        return Optional.of(new ReportFolder(
                output.folder, EnumSet.of(ReportKind.HTML, ReportKind.CSV, ReportKind.JSON), output.sheets));
    }
}
