// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.compare;

import io.github.psfusion.cli.console.Console;
import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.JsonMode;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.methods.MethodNames;
import io.github.psfusion.cli.pairs.PairOptions;
import io.github.psfusion.cli.scores.CommandLineText;
import io.github.psfusion.cli.scores.MetricOptions;
import io.github.psfusion.cli.scores.ReportFolder;
import io.github.psfusion.cli.scores.ScoreLines;
import io.github.psfusion.cli.scores.Scoring;
import io.github.psfusion.evaluation.Comparison;
import io.github.psfusion.evaluation.MethodRun;
import io.github.psfusion.evaluation.ScoreMerge;
import io.github.psfusion.evaluation.report.JsonReport;
import io.github.psfusion.metrics.FusionMetric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
            "%nRank several methods on the same pairs. The visible and the infrared image",
            "alone are always among the rows.%n",
            "Examples:",
            "  psfusion compare --ir ir --vi vi -m psfusion,gtf,laplacian -o comparison",
            "  psfusion compare --ir ir --vi vi --fused a --fused b --report latex",
            "  psfusion compare old/scores.json new/scores.json --fail-below 0.99%n"
        },
        footer = "%nCommon options: psfusion --help.")
public final class CompareCommand implements Callable<Integer> {
    /** Where scores come from that were measured just now; a prefix of names that files have, too. */
    private static final Path THIS_RUN = Path.of("this run");

    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // replaced by picocli

    @Parameters(
            paramLabel = "SCORES.json",
            arity = "0..*",
            description =
                    "scores that evaluate or compare wrote (scores.json), under the same protocol on the same pairs")
    private List<Path> files = List.of();

    @ArgGroup(validate = false, heading = "%nPairs:%n")
    private PairOptions pairs = new PairOptions();

    @ArgGroup(validate = false, heading = "%nMethods:%n")
    private CompetingOptions competing = new CompetingOptions();

    @ArgGroup(validate = false, heading = "%nMetrics:%n")
    private MetricOptions metrics = new MetricOptions();

    @ArgGroup(validate = false, heading = "%nReports:%n")
    private ReportOptions reports = new ReportOptions();

    /** What is compared. */
    private static final class CompetingOptions {
        @Option(
                names = {"-m", "--method"},
                paramLabel = "LIST",
                split = ",",
                completionCandidates = MethodNames.class,
                description =
                        "methods to run here, such as psfusion,gtf:minimum; psfusion fuse --list-methods names all")
        private List<String> methods = List.of();

        @Option(
                names = "--fused",
                paramLabel = "DIR",
                description = "images made elsewhere; the folder's name is the method. May be repeated")
        private List<Path> folders = List.of();
    }

    /** Makes the verb. */
    public CompareCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Console console = session.console();
        reports.check(console.verbosity().json());
        Optional<FailBelow> check = reports.failBelow();
        session.cancellation().cooperate();
        boolean measures = pairs.named() || !competing.methods.isEmpty() || !competing.folders.isEmpty();
        if (!measures) {
            requireScoresAlone();
        }
        Map<Path, Comparison> ofFiles = readFiles();
        Map<Path, Comparison> all = new LinkedHashMap<>();
        int status = ExitCode.OK;
        ReportFolder.Images images = ReportFolder.Images.NONE;
        if (measures) {
            Scoring scoring = scoring();
            Competition.Result measured = Competition.of(competing.methods, competing.folders)
                    .run(
                            scoring,
                            reports.folder(),
                            reports.overwrite() ? MethodRun.Existing.REPLACE : MethodRun.Existing.KEEP,
                            Map.of("command", CommandLineText.of(spec)));
            status = scoring.status(measured.comparison());
            all.put(THIS_RUN, measured.comparison());
            images = () -> measured.images().of(reports.contactSheet());
        } else {
            reports.folder().ifPresent(folder -> folder.prepare(reports.overwrite()));
        }
        all.putAll(ofFiles);
        Comparison comparison = ScoreMerge.of(all);
        tell(comparison);
        ReportFolder.Images shown = images;
        reports.folder().ifPresentOrElse(folder -> console.info(folder.write(comparison, shown)), this::hint);
        List<String> faults = check.map(limit -> limit.faults(comparison)).orElse(List.of());
        faults.forEach(console::fail);
        return faults.isEmpty() ? status : ExitCode.CHECK_FAILED;
    }

    private void requireScoresAlone() {
        if (files.isEmpty()) {
            throw UserError.usage("missing: --ir DIR and --vi DIR (or --pairs DIR), with methods to run (--method) or"
                    + " folders of images (--fused); or files of scores.");
        }
        for (String option : List.of("--metrics", "--protocol", "--list", "--ir-range")) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw UserError.usage(
                        option + ": what files of scores hold was measured before. Leave the option out.");
            }
        }
    }

    private Map<Path, Comparison> readFiles() throws IOException {
        Map<Path, Comparison> scores = new LinkedHashMap<>();
        for (Path file : files) {
            if (scores.put(file, JsonReport.read(file)) != null) {
                throw UserError.usage(file + " is named twice. Name each file of scores once.");
            }
        }
        return scores;
    }

    private Scoring scoring() throws IOException {
        List<FusionMetric> chosen = metrics.metrics(session.console());
        return new Scoring(session, pairs.find(), pairs.range(), chosen, metrics.protocol());
    }

    private void tell(Comparison comparison) {
        Console console = session.console();
        if (console.verbosity().json() == JsonMode.LINES) {
            ScoreLines.write(comparison, console);
            return;
        }
        String text = reports.standardOutput()
                .map(kind -> kind.text(comparison))
                .orElseGet(() -> new RankingText(comparison, reports.significance(), session).text());
        console.document(text, () -> JsonReport.text(comparison));
    }

    private void hint() {
        boolean table = reports.standardOutput().isEmpty()
                && session.console().verbosity().json() == JsonMode.OFF;
        if (table && files.isEmpty()) {
            session.console().info("-o DIR writes a page with curves and images, and the scores as files.");
        }
    }
}
