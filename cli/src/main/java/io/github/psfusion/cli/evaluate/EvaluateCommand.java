// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.evaluate;

import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.JsonMode;
import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.methods.MethodOpening;
import io.github.psfusion.cli.pairs.PairOptions;
import io.github.psfusion.cli.pairs.TemperatureOptions;
import io.github.psfusion.cli.scores.KnownTraining;
import io.github.psfusion.cli.scores.MetricOptions;
import io.github.psfusion.cli.scores.PairProgress;
import io.github.psfusion.cli.scores.Scoring;
import io.github.psfusion.datasets.Shard;
import io.github.psfusion.evaluation.ComparisonListener;
import io.github.psfusion.evaluation.DetectionEvaluation;
import io.github.psfusion.evaluation.Entry;
import io.github.psfusion.evaluation.Evaluator;
import io.github.psfusion.evaluation.ExternalScores;
import io.github.psfusion.evaluation.FusionScores;
import io.github.psfusion.evaluation.MissingImage;
import io.github.psfusion.evaluation.ReportImages;
import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.evaluation.SegmentationComparison;
import io.github.psfusion.evaluation.ShardJoin;
import io.github.psfusion.evaluation.report.CsvReport;
import io.github.psfusion.evaluation.report.DetectionReport;
import io.github.psfusion.evaluation.report.JsonReport;
import io.github.psfusion.evaluation.report.MetricListing;
import io.github.psfusion.evaluation.report.ReportFolder;
import io.github.psfusion.evaluation.report.ReportFormat;
import io.github.psfusion.evaluation.report.SegmentationReport;
import io.github.psfusion.imaging.fingerprint.TrainingPairs;
import io.github.psfusion.metrics.detection.DetectionProtocol;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores fused images that any program made. */
@Command(
        name = "evaluate",
        header = "score fused images",
        customSynopsis = {
            "psfusion evaluate --ir DIR --vi DIR --fused DIR [OPTIONS]",
            "       psfusion evaluate --pairs DIR --fused DIR [OPTIONS]",
            "       psfusion evaluate SHARD.json... [OPTIONS]",
            "       psfusion evaluate --labels DIR --segmentation DIR [OPTIONS]",
            "       psfusion evaluate --boxes PATH --detections PATH [OPTIONS]"
        },
        description = {
            "%nScore fused images of one method, predicted class maps, or detected boxes,",
            "from any program.%n",
            "Examples:",
            "  psfusion evaluate --ir ir --vi vi --fused results/psfusion",
            "  psfusion evaluate --pairs TNO --list tno21.txt --fused out --sources",
            "  psfusion evaluate --ir ir --vi vi --fused out --metrics EN,SD,SCD,VIF --json",
            "  psfusion evaluate --pairs set --fused out -o scores --shard 1/4",
            "  psfusion evaluate scores/scores-*-of-4.json -o scores",
            "  psfusion evaluate --labels labels --segmentation predicted",
            "  psfusion evaluate --boxes boxes.json --detections found.json -o scores"
        },
        footer = {
            "%nPairs that cannot be scored are listed with the reason and left out of the",
            "mean; the exit code is then 1. Several methods: psfusion help compare.",
            "Common options: psfusion --help."
        })
public final class EvaluateCommand implements Callable<Integer> {
    /** Pairs whose images the page shows. */
    private static final int IMAGES = 6;

    private static final List<String> OPTIONS_OF_IMAGES = List.of(
            "--ir",
            "--vi",
            "--pairs",
            "--ir-pattern",
            "--vi-pattern",
            "--label-pattern",
            "--pair-table",
            "--pair-by",
            "--margin",
            "--ir-range",
            "--vi-range",
            "--fused",
            "--sources",
            "--shard",
            "--weights",
            "--metrics",
            "--protocol",
            "--scores",
            "--per-pair",
            "--sheets",
            "--charts",
            "--name");

    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // replaced by picocli

    @Parameters(
            paramLabel = "SHARD.json",
            arity = "0..*",
            description = "what evaluate --shard wrote, of all shards: joins them to the scores of all pairs")
    private List<Path> shards = List.of();

    @ArgGroup(validate = false, heading = "%nImages:%n")
    private PairOptions pairs = new PairOptions();

    @ArgGroup(validate = false, heading = "%nTemperatures and palettes:%n")
    private TemperatureOptions temperatures = new TemperatureOptions();

    @ArgGroup(validate = false, heading = "%nScored images:%n")
    private ScoredOptions scored = new ScoredOptions();

    @ArgGroup(validate = false, heading = "%nMetrics:%n")
    private MetricOptions metrics = new MetricOptions();

    @ArgGroup(validate = false, heading = "%nClass maps, instead of images:%n")
    private LabelOptions labels = new LabelOptions();

    @ArgGroup(validate = false, heading = "%nBoxes, instead of images:%n")
    private BoxOptions boxes = new BoxOptions();

    @ArgGroup(validate = false, heading = "%nOutput:%n")
    private OutputOptions output = new OutputOptions();

    /** What is scored. */
    private static final class ScoredOptions {
        @Option(
                names = "--fused",
                paramLabel = "DIR",
                description = "fused images, found by the names of the pairs; or the pattern of fuse -o, such as"
                        + " out/{name}_fused.png")
        private List<Path> folders = List.of();

        @Option(names = "--sources", description = "also score the source baselines: visible alone, infrared alone")
        private boolean sources;

        @Option(
                names = "--weights",
                paramLabel = "FILE",
                description =
                        "weights that made the fused images: warns of pairs that they were trained on (default: what"
                                + " compare recorded beside the images)")
        private @Nullable Path weights;

        @Option(
                names = "--shard",
                paramLabel = "I/N",
                description = "score only the i-th of n parts of the pairs, such as 1/4, for several machines or jobs;"
                        + " -o writes scores-I-of-N.json, which evaluate joins")
        private @Nullable String shard;
    }

    /** What is printed, and what is written. */
    private static final class OutputOptions {
        @Option(names = "--list-metrics", description = "names, directions, ranges, minimum sizes, formulas; then exit")
        private boolean listMetrics;

        @Option(names = "--per-pair", description = "also print a row per pair")
        private boolean perPair;

        @Option(
                names = {"-o", "--output"},
                paramLabel = "DIR",
                description = "also write report.html, scores.csv, summary.csv, scores.json; of class maps"
                        + " segmentation.csv, confusion.csv, segmentation.json; of boxes detection.csv, curves.csv,"
                        + " detection.json. - writes scores.csv to standard output instead of the table")
        private @Nullable Path folder;

        @Option(names = "--sheets", description = "also sheets/METRIC.csv: a row per pair, a column per method")
        private boolean sheets;

        @Option(
                names = "--charts",
                description = "also charts/*.svg and charts/*.pdf: every chart of the page, for print")
        private boolean charts;

        @Option(
                names = "--name",
                paramLabel = "TEXT",
                description = "name of the data set, for titles and captions (default: that of its folder)")
        private @Nullable String name;

        @Option(names = "--overwrite", description = "replace existing reports")
        private boolean overwrite;
    }

    /** Makes the command. */
    public EvaluateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (output.listMetrics) {
            String text = MetricListing.text(
                    Scoring.text(session).signs(), session.console().verbosity().columns());
            session.console().result(text, MetricListing.facts());
            return ExitCode.OK;
        }
        boolean csv = output.folder != null && output.folder.toString().equals("-");
        if (csv && !boxes.named() && !labels.named() && !output.sheets && !output.charts) {
            requireNoJson();
            output.folder = null;
        }
        Scoring.requireFolder(output.folder);
        if (!shards.isEmpty()) {
            return joinShards(csv);
        }
        if (boxes.named()) {
            refuse("boxes", Set.of("--protocol"), OPTIONS_OF_IMAGES);
            refuse("boxes", Set.of(), TemperatureOptions.NAMES);
            refuse("boxes", Set.of(), LabelOptions.OF_MAPS);
            return scoreBoxes();
        }
        if (labels.named()) {
            refuse("class maps", Set.of(), OPTIONS_OF_IMAGES);
            refuse("class maps", Set.of(), TemperatureOptions.NAMES);
            return scoreLabels();
        }
        requireOneFolder();
        Shard part = PairOptions.shardOf(scored.shard);
        Optional<ReportFolder> reports = reports(part);
        Scoring scoring = Scoring.of(session, pairs, temperatures, metrics, part);
        List<ExternalScores> columns = metrics.external();
        Evaluator evaluator = Evaluator.of(scoring.plan(), entries());
        List<MissingImage> missing = evaluator.missing();
        if (reports.isPresent()) {
            reports.get().prepare(output.overwrite);
        }
        session.cancellation().cooperate();
        scoring.reportMissing(missing);
        FusionScores measured = Scoring.named(Scoring.joined(measure(evaluator), columns), scoring.folders());
        FusionScores scores = output.name == null ? measured : measured.withDataSet(output.name);
        ScoreStatistics statistics = ScoreStatistics.of(scores);
        print(statistics, csv);
        Scoring.reportNotes(session, scores, missing);
        if (reports.isPresent()) {
            Scoring.write(session, reports.get(), statistics, () -> evaluator.images(scores, IMAGES));
        }
        return scoring.exitCode(scores);
    }

    private void requireNoJson() {
        if (session.console().verbosity().json() != JsonMode.OFF) {
            throw UserError.usage("--json and -o - both write to standard output. Name a folder with -o.");
        }
    }

    private void refuse(String scored, Set<String> allowed, List<String> options) {
        for (String option : options) {
            if (!allowed.contains(option) && spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw UserError.usage(option + " does not belong to the scores of " + scored
                        + ". Score fused images, class maps and boxes in runs of their own.");
            }
        }
    }

    private int scoreLabels() throws IOException, InterruptedException {
        SegmentationComparison.Inputs inputs = labels.inputs(pairs.list().orElse(null));
        if (output.folder != null) {
            SegmentationReport.prepare(output.folder, output.overwrite);
        }
        return TaskScoring.run(
                session,
                Optional.ofNullable(output.folder),
                progress -> new SegmentationReport(SegmentationComparison.run(
                        inputs,
                        Scoring.limits(session),
                        MethodOpening.threads(session),
                        Scoring.origin(spec),
                        progress)));
    }

    private int scoreBoxes() throws IOException, InterruptedException {
        DetectionEvaluation.Inputs inputs =
                boxes.inputs(labels.givenClasses(), pairs.list().orElse(null));
        DetectionProtocol protocol = metrics.detectionProtocol(spec);
        if (output.folder != null) {
            DetectionReport.prepare(output.folder, output.overwrite);
        }
        return TaskScoring.run(
                session,
                Optional.ofNullable(output.folder),
                progress -> new DetectionReport(DetectionEvaluation.read(inputs, Scoring.limits(session), progress)
                        .run(protocol, Scoring.origin(spec))));
    }

    private void requireOneFolder() {
        if (scored.folders.size() != 1) {
            throw UserError.usage(
                    scored.folders.isEmpty()
                            ? "missing: --fused DIR."
                            : "--fused names " + scored.folders.size()
                                    + " folders, but one method is scored at a time. psfusion compare takes several.");
        }
    }

    private List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>(scored.sources ? Entry.baselines() : List.of());
        Entry images = Scoring.entries(scored.folders, List.of()).get(0);
        // $PSFUSION_WEIGHTS and a configuration name the weights of fuse, which need not have made these images.
        boolean named = spec.commandLine().getParseResult().hasMatchedOption("--weights");
        Path weights = named ? scored.weights : null;
        if (weights == null) {
            entries.add(images);
            return entries;
        }
        TrainingPairs pairsSeen = KnownTraining.of(weights).pairs();
        if (pairsSeen.isUnknown()) {
            session.console()
                    .info(weights
                            + " does not list its training pairs; whether these pairs are among them is not known.");
        }
        entries.add(images.withTrainingPairs(pairsSeen));
        return entries;
    }

    private FusionScores measure(Evaluator evaluator) throws InterruptedException {
        try (PairProgress progress = new PairProgress(session, ComparisonListener.MEASURE)) {
            return evaluator.run(Scoring.origin(spec), progress);
        }
    }

    /** Joins what several jobs measured. */
    private int joinShards(boolean csv) throws IOException {
        if (pairs.named() || !scored.folders.isEmpty() || scored.shard != null || boxes.named() || labels.named()) {
            throw UserError.usage(
                    "files of shards are joined, nothing is measured: leave --ir, --vi, --pairs, --fused and"
                            + " the like out. Several methods are the work of psfusion compare.");
        }
        Map<Path, FusionScores> parts = new LinkedHashMap<>();
        for (Path file : shards) {
            if (parts.put(file, JsonReport.read(file)) != null) {
                throw UserError.usage(file + " is named twice. Name each shard once.");
            }
        }
        FusionScores scores = Scoring.joined(ShardJoin.of(parts), metrics.external());
        Optional<ReportFolder> reports = reports(Shard.ALL);
        if (reports.isPresent()) {
            reports.get().files().forEach(file -> Outputs.refuseInput(file, shards));
            reports.get().prepare(output.overwrite);
        }
        ScoreStatistics statistics = ScoreStatistics.of(scores);
        print(statistics, csv);
        Scoring.reportNotes(session, scores, List.of());
        if (reports.isPresent()) {
            Scoring.write(session, reports.get(), statistics, () -> ReportImages.NONE);
        }
        return Scoring.exitCodeOf(scores);
    }

    private void print(ScoreStatistics statistics, boolean csv) {
        Scoring.print(
                session,
                statistics,
                () -> csv
                        ? CsvReport.scores(statistics.scores())
                        : Scoring.text(session).means(statistics, output.perPair));
    }

    /** Returns the reports; of a part of the pairs only the file that is joined. */
    private Optional<ReportFolder> reports(Shard part) {
        if (!part.equals(Shard.ALL)) {
            if (output.folder == null || output.sheets || metrics.hasExternal()) {
                throw UserError.usage("--shard: name a folder for the scores of the part with -o DIR; --sheets and"
                        + " --scores are given when the parts are joined.");
            }
            return Optional.of(ReportFolder.ofShard(output.folder, part));
        }
        if (output.folder == null) {
            if (output.sheets || output.charts) {
                throw UserError.usage(
                        (output.sheets ? "--sheets" : "--charts") + " writes files. Name their folder with -o DIR.");
            }
            return Optional.empty();
        }
        ReportFolder reports =
                ReportFolder.of(output.folder, EnumSet.of(ReportFormat.HTML, ReportFormat.CSV, ReportFormat.JSON));
        reports = output.sheets ? reports.withSheets() : reports;
        return Optional.of(output.charts ? reports.withCharts() : reports);
    }
}
