// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.compare;

import io.github.psfusion.cli.console.Console;
import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.JsonMode;
import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.pairs.PairOptions;
import io.github.psfusion.cli.pairs.TemperatureOptions;
import io.github.psfusion.cli.scores.MetricOptions;
import io.github.psfusion.cli.scores.PairProgress;
import io.github.psfusion.cli.scores.Scoring;
import io.github.psfusion.datasets.Shard;
import io.github.psfusion.evaluation.ComparisonListener;
import io.github.psfusion.evaluation.ComparisonRun;
import io.github.psfusion.evaluation.ExistingImages;
import io.github.psfusion.evaluation.ExternalScores;
import io.github.psfusion.evaluation.FusionScores;
import io.github.psfusion.evaluation.MissingImage;
import io.github.psfusion.evaluation.RegressionCheck;
import io.github.psfusion.evaluation.ReportImages;
import io.github.psfusion.evaluation.ScoreMerge;
import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.evaluation.ShardJoin;
import io.github.psfusion.evaluation.WorkListener;
import io.github.psfusion.evaluation.report.JsonReport;
import io.github.psfusion.evaluation.report.ReportFolder;
import io.github.psfusion.evaluation.report.TableStyle;
import io.github.psfusion.metrics.FusionMetric;
import io.github.psfusion.platform.Counted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ranks several methods on the same pairs. */
@Command(
        name = "compare",
        header = "score several methods against each other",
        customSynopsis = {
            "psfusion compare --ir DIR --vi DIR [--fused DIR]... [-m LIST] [OPTIONS]",
            "       psfusion compare SCORES.json... [OPTIONS]"
        },
        description = {
            "%nRank several methods on the same pairs. The source baselines, the visible and",
            "the infrared image alone, are always among the rows.%n",
            "Examples:",
            "  psfusion compare --ir ir --vi vi -m psfusion,gtf,laplacian -o comparison",
            "  psfusion compare --ir ir --vi vi --fused results/* --report latex",
            "  psfusion compare old/scores.json new/scores.json --fail-below 0.99%n"
        },
        footer = "%nCommon options: psfusion --help.")
public final class CompareCommand implements Callable<Integer> {
    /** The origin of scores that were measured here; like a file it becomes a prefix of keys that are not unique. */
    private static final Path THIS_RUN = Path.of("this run");

    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // replaced by picocli

    @Parameters(
            paramLabel = "SCORES.json",
            arity = "0..*",
            description =
                    "scores that evaluate or compare wrote (scores.json), under the same protocol; methods are ranked on"
                            + " the pairs that all of them have. All shards of an evaluation are joined")
    private List<Path> files = List.of();

    @ArgGroup(validate = false, heading = "%nPairs:%n")
    private PairOptions pairs = new PairOptions();

    @ArgGroup(validate = false, heading = "%nTemperatures and palettes:%n")
    private TemperatureOptions temperatures = new TemperatureOptions();

    @ArgGroup(validate = false, heading = "%nMethods:%n")
    private EntryOptions entries = new EntryOptions();

    @ArgGroup(validate = false, heading = "%nMetrics:%n")
    private MetricOptions metrics = new MetricOptions();

    @ArgGroup(validate = false, heading = "%nReports:%n")
    private ReportOptions reports = new ReportOptions();

    @ArgGroup(validate = false, heading = "%nTables for papers (table.tex, table.md):%n")
    private TableOptions table = new TableOptions();

    /** Makes the command. */
    public CompareCommand(Session session) {
        this.session = session;
    }

    /**
     * Scores that were measured here, if any were.
     *
     * @param scores the scores by their origin
     * @param images reads the images of a page
     * @param missing images that do not exist and were reported
     * @param exitCode the exit code that belongs to scores, these among them
     */
    private record Measured(
            Map<Path, FusionScores> scores,
            Supplier<ReportImages> images,
            List<MissingImage> missing,
            ToIntFunction<FusionScores> exitCode) {
        static final Measured NOTHING = new Measured(Map.of(), () -> ReportImages.NONE, List.of(), Scoring::exitCodeOf);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Console console = session.console();
        reports.check(console.verbosity().json());
        Optional<RegressionCheck> check = reports.regressionCheck();
        session.cancellation().cooperate();
        // A shell makes several arguments of results/*; only the first of them belongs to --fused.
        List<Path> folders = files.stream().filter(Files::isDirectory).toList();
        boolean measures = pairs.named() || entries.named() || !folders.isEmpty();
        if (!measures) {
            requireScoresAlone();
        }
        Map<Path, FusionScores> ofFiles =
                readFiles(files.stream().filter(file -> !folders.contains(file)).toList());
        List<ExternalScores> columns = metrics.external();
        TableStyle style = table.style();
        Optional<ReportFolder> folder = reports.folder(style);
        Measured measured = Measured.NOTHING;
        if (measures) {
            measured = measure(folder, folders, columns);
        } else {
            prepare(folder);
        }
        Map<Path, FusionScores> all = new LinkedHashMap<>(measured.scores());
        all.putAll(ofFiles);
        FusionScores scores = named(Scoring.joined(ScoreMerge.of(all), columns));
        table.check(scores.metrics());
        List<String> leftOut = ScoreMerge.leftOut(all.values());
        if (!leftOut.isEmpty()) {
            console.info("left out, since not all files have scores of them: " + String.join(", ", leftOut) + ".");
        }
        Scoring.reportNotes(session, scores, measured.missing());
        ScoreStatistics statistics = ScoreStatistics.of(scores);
        statistics.table().common().require();
        requireTwo(check, scores);
        Scoring.print(
                session,
                statistics,
                () -> reports.standardOutput()
                        .map(format -> format.text(statistics, style))
                        .orElseGet(() -> Scoring.text(session).ranking(statistics, reports.significance())));
        if (folder.isPresent()) {
            Scoring.write(session, folder.get(), statistics, measured.images());
        } else {
            hint();
        }
        List<String> violations =
                check.map(rule -> rule.violations(statistics.table())).orElse(List.of());
        violations.forEach(console::fail);
        return violations.isEmpty() ? measured.exitCode().applyAsInt(scores) : ExitCode.CHECK_FAILED;
    }

    private FusionScores named(FusionScores scores) {
        return reports.name().map(scores::withDataSet).orElse(scores);
    }

    private static void requireTwo(Optional<RegressionCheck> check, FusionScores scores) {
        long methods = scores.methods().stream()
                .filter(method -> !method.kind().isBaseline())
                .count();
        if (check.isPresent() && methods < 2) {
            throw UserError.usage("--fail-below compares methods with the first one, but there are " + methods
                    + " methods. Name at least two.");
        }
    }

    private void requireScoresAlone() {
        if (files.isEmpty()) {
            throw UserError.usage("missing: --ir DIR and --vi DIR (or --pairs DIR), with methods to run (--method) or"
                    + " folders of images (--fused); or files of scores.");
        }
        List<String> measured =
                new ArrayList<>(List.of("--metrics", "--protocol", "--list", "--ir-range", "--vi-range"));
        measured.addAll(TemperatureOptions.NAMES);
        for (String option : measured) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw UserError.usage(
                        option + ": what files of scores hold was measured before. Leave the option out.");
            }
        }
    }

    private static Map<Path, FusionScores> readFiles(List<Path> named) throws IOException {
        Map<Path, FusionScores> scores = new LinkedHashMap<>();
        for (Path file : named) {
            if (scores.put(file, JsonReport.read(file)) != null) {
                throw UserError.usage(file + " is named twice. Name each file of scores once.");
            }
        }
        return ShardJoin.joined(scores);
    }

    private void prepare(Optional<ReportFolder> folder) throws IOException {
        if (folder.isPresent()) {
            folder.get().files().forEach(file -> Outputs.refuseInput(file, files));
            folder.get().prepare(reports.overwrite());
        }
    }

    private Measured measure(Optional<ReportFolder> folder, List<Path> folders, List<ExternalScores> columns)
            throws IOException, InterruptedException {
        Scoring scoring = Scoring.of(session, pairs, temperatures, metrics, Shard.ALL);
        if (columns.isEmpty()) {
            table.check(scoring.plan().metrics().stream()
                    .map(FusionMetric::description)
                    .toList()); // else known after the columns are joined
        }
        EntryOptions.Entries named = entries.entries(session, folders, scoring.folders());
        ComparisonRun run = ComparisonRun.of(
                scoring.plan(), List.copyOf(named.methods()), Scoring.entries(named.folders(), named.keys()));
        run.requireCommonPairs();
        List<MissingImage> missing = run.missing();
        prepare(folder);
        scoring.reportMissing(missing);
        ExistingImages existing = reports.overwrite() ? ExistingImages.REPLACE : ExistingImages.KEEP;
        ComparisonRun.Result result =
                run.run(folder.map(ReportFolder::path), existing, Scoring.origin(spec), listener());
        return new Measured(
                Map.of(THIS_RUN, Scoring.named(result.scores(), scoring.folders())),
                () -> result.images(reports.contactSheet()),
                missing,
                scoring::exitCode);
    }

    private ComparisonListener listener() {
        return new ComparisonListener() {
            @Override
            public WorkListener begin(String task) {
                return new PairProgress(session, task);
            }

            @Override
            public void kept(String method, int images) {
                session.console()
                        .info(Counted.of(images, "image") + " of " + method
                                + (images == 1 ? " exists and is" : " exist and are") + " kept.");
            }
        };
    }

    private void hint() {
        boolean table = reports.standardOutput().isEmpty()
                && session.console().verbosity().json() == JsonMode.OFF;
        if (table && files.isEmpty()) {
            session.console().info("-o DIR writes a page with curves and images, and the scores as files.");
        }
    }
}
