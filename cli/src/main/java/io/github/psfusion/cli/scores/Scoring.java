// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.scores;

import io.github.psfusion.cli.console.Console;
import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.ProgramVersion;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.Symbols;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.methods.MethodOpening;
import io.github.psfusion.cli.pairs.PairOptions;
import io.github.psfusion.cli.pairs.TemperatureOptions;
import io.github.psfusion.datasets.Shard;
import io.github.psfusion.evaluation.DataSetName;
import io.github.psfusion.evaluation.Entry;
import io.github.psfusion.evaluation.EvaluationPlan;
import io.github.psfusion.evaluation.ExternalScores;
import io.github.psfusion.evaluation.FusionScores;
import io.github.psfusion.evaluation.MethodScores;
import io.github.psfusion.evaluation.MissingImage;
import io.github.psfusion.evaluation.ReportImages;
import io.github.psfusion.evaluation.ScoreNotes;
import io.github.psfusion.evaluation.ScoreOrigin;
import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.evaluation.TrainingOverlap;
import io.github.psfusion.evaluation.report.JsonLines;
import io.github.psfusion.evaluation.report.JsonReport;
import io.github.psfusion.evaluation.report.ReportFolder;
import io.github.psfusion.evaluation.report.ScoreText;
import io.github.psfusion.evaluation.report.TextReport;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.pipeline.PairInputs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** From the options of {@code evaluate} and {@code compare} to a plan, and from scores to the console and an exit code. */
public final class Scoring {
    private final Session session;
    private final PairInputs inputs;
    private final EvaluationPlan plan;

    private Scoring(Session session, PairInputs inputs, EvaluationPlan plan) {
        this.session = session;
        this.inputs = inputs;
        this.plan = plan;
    }

    /**
     * Finds the pairs.
     *
     * @throws UserError if options are missing, contradict each other or have values out of range
     */
    public static Scoring of(
            Session session, PairOptions pairs, TemperatureOptions temperatures, MetricOptions metrics, Shard shard)
            throws IOException {
        var chosen = metrics.metrics(session.console());
        var windows = pairs.windows();
        var infrared = temperatures.options();
        PairInputs inputs = pairs.find();
        EvaluationPlan plan = EvaluationPlan.of(inputs.pairs(), chosen, metrics.protocol())
                .withWindows(windows)
                .withInfrared(infrared)
                .withLimits(limits(session))
                .withThreads(MethodOpening.threads(session));
        try {
            return new Scoring(session, inputs.shard(shard), plan.withShard(shard));
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--shard: " + e.getMessage() + ".");
        }
    }

    /** Returns scores with further columns. */
    public static FusionScores joined(FusionScores scores, List<ExternalScores> columns) throws IOException {
        FusionScores joined = scores;
        for (ExternalScores file : columns) {
            joined = file.join(joined);
        }
        return joined;
    }

    /** Returns scores with the name of the data set that the folders of its source images have, if there is one. */
    public static FusionScores named(FusionScores scores, Set<Path> folders) {
        return DataSetName.of(folders).map(scores::withDataSet).orElse(scores);
    }

    /** Returns how large an image may be. */
    public static DecodeLimits limits(Session session) {
        return DecodeLimits.defaults().withMaxPixels(session.common().maxPixels());
    }

    /** Returns how tables of scores are laid out: only a terminal or {@code COLUMNS} limits their width. */
    public static ScoreText text(Session session) {
        Symbols symbols = Symbols.ofOutput();
        int columns = session.console().verbosity().columns();
        return new ScoreText(
                new TextReport.Signs(symbols.higher(), symbols.lower(), symbols.plusMinus()),
                columns,
                session.terminal().tableColumns(),
                session.console().verbosity().outputAnsi());
    }

    /** Returns what this program records in scores, with the command line that was typed. */
    public static ScoreOrigin origin(CommandSpec command) {
        return new ScoreOrigin(
                ProgramVersion.text(), Clock.systemUTC(), Map.of("command", CommandLineText.of(command)));
    }

    /** Returns the folders of the source images, as real paths. */
    public Set<Path> folders() throws IOException {
        return inputs.folders();
    }

    /** Returns what is measured, and how. */
    public EvaluationPlan plan() {
        return plan;
    }

    /**
     * Returns folders of images as entries.
     *
     * @param taken keys of other entries
     * @throws UserError if a folder is named twice
     */
    public static List<Entry> entries(List<Path> folders, Collection<String> taken) {
        try {
            return Entry.ofFolders(folders, taken);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--fused: " + e.getMessage() + ".");
        }
    }

    /** Reports images without a partner, before any work. */
    public void reportMissing(List<MissingImage> missing) {
        inputs.incomplete().forEach(session.console()::info);
        ScoreNotes.missing(missing, plan.measured().size()).forEach(session.console()::info);
    }

    /**
     * Reports what was changed on reading, values that no mean counts, failures, and pairs that weights were trained on.
     *
     * @param reported images that do not exist and were reported before
     */
    public static void reportNotes(Session session, FusionScores scores, List<MissingImage> reported) {
        Console console = session.console();
        scores.notes().forEach(console::warn);
        ScoreNotes.notCounted(scores).forEach(console::info);
        ScoreNotes.failures(scores, reported).forEach(console::fail);
        ScoreNotes.training(scores).forEach(console::warn);
        scores.methods().stream()
                .filter(method -> method.kind() == MethodScores.Kind.IMAGES
                        && method.overlap().filter(TrainingOverlap::isUnknown).isPresent())
                .findFirst()
                .ifPresent(unknown -> KnownTraining.ofBundled(session)
                        .flatMap(bundled -> bundled.hint(scores))
                        .ifPresent(console::info));
    }

    /**
     * Prints scores: as text, or what {@code --json} asks for.
     *
     * @param text makes the text; called only if it is printed
     */
    public static void print(Session session, ScoreStatistics statistics, Supplier<String> text) {
        switch (session.console().verbosity().json()) {
            case LINES -> JsonLines.of(statistics.scores()).forEach(session.console()::line);
            case OFF -> session.console().document(text.get(), () -> "");
            default -> session.console().document("", () -> JsonReport.text(statistics));
        }
    }

    /** Writes reports, and reports where they are. */
    public static void write(
            Session session, ReportFolder folder, ScoreStatistics statistics, Supplier<ReportImages> images)
            throws IOException {
        List<String> files = folder.write(statistics, images);
        session.console().info("wrote " + String.join(", ", files) + " into " + folder.path());
    }

    /** Returns the exit code that belongs to scores of these pairs. */
    public int exitCode(FusionScores scores) {
        int code = exitCodeOf(scores);
        return code == ExitCode.OK && !inputs.incomplete().isEmpty() ? ExitCode.PARTLY : code;
    }

    /** Returns the exit code that belongs to scores, wherever they come from. */
    public static int exitCodeOf(FusionScores scores) {
        boolean nothing = scores.methods().stream()
                .filter(method -> !method.kind().isBaseline())
                .flatMap(method -> method.pairs().stream())
                .allMatch(pair -> pair.failure().isPresent());
        if (nothing) {
            return ExitCode.INPUT;
        }
        return scores.failures().isEmpty() ? ExitCode.OK : ExitCode.PARTLY;
    }

    /**
     * Refuses standard output as the place of reports.
     *
     * @throws UserError if the folder is named by the hyphen that stands for standard output
     */
    public static void requireFolder(@Nullable Path folder) {
        if (folder != null && folder.toString().equals("-")) {
            throw UserError.usage(
                    "-o -: the reports are several files. Name a folder for them, ./- for one of this name."
                            + " Without -o the table goes to standard output, with --json all values.");
        }
    }
}
