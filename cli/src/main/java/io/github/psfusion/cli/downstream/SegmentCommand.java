// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.downstream;

import io.github.psfusion.cli.console.ErrorReport;
import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.SessionBackend;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.evaluate.TaskScoring;
import io.github.psfusion.cli.methods.MethodOpening;
import io.github.psfusion.cli.scores.Scoring;
import io.github.psfusion.cli.train.ConsoleLog;
import io.github.psfusion.datasets.LabelClasses;
import io.github.psfusion.downstream.ExperimentListener;
import io.github.psfusion.downstream.ExperimentReport;
import io.github.psfusion.downstream.ExperimentSettings;
import io.github.psfusion.downstream.FrozenSegmentation;
import io.github.psfusion.downstream.FusionCost;
import io.github.psfusion.downstream.InputNormalization;
import io.github.psfusion.downstream.InputRow;
import io.github.psfusion.downstream.SegmentationExperiment;
import io.github.psfusion.downstream.Tier;
import io.github.psfusion.downstream.networks.SegmenterKind;
import io.github.psfusion.downstream.onnx.OnnxSegmenter;
import io.github.psfusion.downstream.onnx.SegmenterOptions;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.training.CropRange;
import io.github.psfusion.training.DivergenceException;
import io.github.psfusion.training.ScheduleSettings.Length;
import io.github.psfusion.training.log.RunLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a segmenter on each input and compares them. */
@Command(
        name = "segment",
        header = "train a segmenter on each input, or run one, compare",
        customSynopsis = "psfusion downstream segment --data DIR --rows LIST -o DIR [OPTIONS]",
        description = {
            "Train the same segmenter on each input with several seeds, score the held-out pairs, compare with"
                    + " intervals. A row and seed is stored; the same command continues what was interrupted.%n",
            "Examples:",
            "  psfusion downstream segment --data MSRS --tier smoke -o trial",
            "  psfusion downstream segment --data MSRS --rows visible,fused=out -o results",
            "  psfusion downstream segment --data MSRS --segmenter model.onnx -o frozen%n"
        },
        footer = {
            "%nOptions that change what is trained need a folder of their own. Class maps: DIR/runs/ROW/seed-N/predictions;"
                    + " of a segmenter of others DIR/runs/ROW/frozen/predictions.",
            "Common options: psfusion --help."
        })
final class SegmentCommand implements Callable<Integer> {
    private static final List<String> TRAINED_ROWS = List.of("visible", "infrared", "average", "concat", "features");
    private static final List<String> FROZEN_ROWS = List.of("visible", "infrared", "average");

    /** The options that only trainings have. */
    private static final List<String> OF_TRAINING = List.of(
            "--network",
            "--tier",
            "--seeds",
            "--plain-budget",
            "--steps",
            "--crop",
            "--batch-size",
            "--learning-rate",
            "--checkpoint-every",
            "--fusion-cost",
            "--labels-seen");

    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // replaced by picocli

    @Option(names = "--data", paramLabel = "DIR", description = "data set with labels and held-out pairs")
    private @Nullable Path data;

    @Option(
            names = "--rows",
            paramLabel = "LIST",
            split = ",",
            description = "inputs: visible, infrared, average, concat (four channels), features (two encoders),"
                    + " NAME=DIR (fused images), psfusion-head=FILE|auto (the class map of PSFusion's weights, untrained"
                    + " here) (default: the first five; with --segmenter the first three)")
    private List<String> rows = List.of();

    @Option(names = "--network", paramLabel = "NAME", description = "mfnet (default), unet-small")
    private SegmenterKind network = SegmenterKind.MFNET;

    @Option(
            names = "--tier",
            paramLabel = "NAME",
            description =
                    "length: smoke (40 steps), short (default, 60 epochs on crops), published (80 on whole images)")
    private Tier tier = Tier.SHORT;

    @Option(names = "--seeds", paramLabel = "N", description = "trainings of each row (default 3)")
    private int seeds = 3;

    @Option(
            names = "--plain-budget",
            description =
                    "networks for one image keep the widths of a single encoder of mfnet or unet-small, with fewer"
                            + " parameters than that for features (default: equally many)")
    private boolean plain;

    @Option(
            names = "--normalization",
            paramLabel = "RULE",
            description = "deviation of the training images: global (default), authors (mean of their deviations);"
                    + " with --segmenter: imagenet (default), unit (0 to 1), none (0 to 255), or M,M,M/D,D,D")
    private @Nullable String normalization;

    @Option(names = "--steps", paramLabel = "N", description = "steps of each training, in place of the tier's length")
    private @Nullable Long steps;

    @Option(names = "--crop", paramLabel = "WxH", description = "crops, in place of the tier's; multiples of 32")
    private @Nullable CropRange crop;

    @Option(names = "--batch-size", paramLabel = "N", description = "pairs per batch, in place of the tier's")
    private @Nullable Integer batchSize;

    @Option(names = "--learning-rate", paramLabel = "R", description = "peak, the same for all rows (default 0.001)")
    private @Nullable Double learningRate;

    @Option(names = "--checkpoint-every", paramLabel = "N", description = "steps between checkpoints (default 200)")
    private @Nullable Integer checkpointEvery;

    @Option(
            names = "--classes",
            paramLabel = "LIST",
            split = ",",
            description = "names in order (default: MSRS's nine)")
    private List<String> classes = LabelClasses.msrs().names();

    @Option(names = "--group", paramLabel = "NAME=P", description = "also mIoU of a group, such as night=*N")
    private List<String> groups = List.of();

    @Option(
            names = "--fusion-cost",
            paramLabel = "NAME=G:MS",
            split = ",",
            description = "what fusing an image costs: 10^9 multiply-accumulates and milliseconds, as profile prints")
    private List<String> fusionCosts = List.of();

    @Option(
            names = "--labels-seen",
            paramLabel = "NAMES",
            split = ",",
            description =
                    "rows whose fusion network was trained on labels of these training pairs; stated in the report")
    private Set<String> labelsSeen = Set.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "trainings, class maps and report")
    private @Nullable Path folder;

    @ArgGroup(validate = false, heading = "%nA segmenter of others, instead of training:%n")
    private SegmenterOption segmenter = new SegmenterOption();

    @ArgGroup(validate = false, heading = "%nInput and classes of that segmenter:%n")
    private ModelOptions model = new ModelOptions();

    SegmentCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (data == null || folder == null) {
            throw UserError.usage("missing: " + (data == null ? "--data DIR." : "-o DIR, where trainings are stored."));
        }
        if (segmenter.file().isPresent()) {
            refuse(OF_TRAINING, "is of trainings, and --segmenter trains nothing");
            return frozen(segmenter.file().get(), data, folder);
        }
        refuse(SegmenterOption.names(), "belongs to --segmenter");
        SegmentationExperiment experiment = experiment(data, folder);
        Map<String, FusionCost> costs = costs();
        session.cancellation().cooperate();
        List<SegmentationExperiment.RowOutcome> outcomes;
        try (Backend backend = SessionBackend.open(session)) {
            outcomes = experiment.train(backend, MethodOpening.context(session), new Listener());
        } catch (DivergenceException e) {
            session.console().fail(ErrorReport.message(e));
            return ExitCode.PARTLY;
        }
        return TaskScoring.run(
                session,
                Optional.of(folder),
                progress -> ExperimentReport.of(
                        experiment,
                        outcomes,
                        experiment.score(groups, MethodOpening.threads(session), Scoring.origin(spec), progress),
                        costs,
                        labelsSeen));
    }

    private void refuse(List<String> options, String reason) {
        for (String option : options) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw UserError.usage(option + " " + reason + ". Leave one of both out.");
            }
        }
    }

    private int frozen(Path file, Path set, Path store) throws IOException, InterruptedException {
        List<InputRow> inputs = Rows.parse(rows.isEmpty() ? FROZEN_ROWS : rows, session);
        SegmenterOptions options = segmenter.options(normalization == null ? "imagenet" : normalization, model);
        FrozenSegmentation experiment;
        try {
            experiment = FrozenSegmentation.of(
                    inputs,
                    set,
                    LabelClasses.ofNames(classes).names(),
                    store,
                    PairWindows.defaults(),
                    Scoring.limits(session));
        } catch (IllegalArgumentException e) {
            throw UserError.usage(e.getMessage() + ".");
        }
        try (OnnxSegmenter opened = OnnxSegmenter.open(
                file,
                options,
                experiment.classes(),
                experiment.firstSize(),
                session.common().threads())) {
            return TaskScoring.run(session, Optional.of(store), progress -> {
                List<FrozenSegmentation.RowOutcome> outcomes =
                        experiment.run(opened, MethodOpening.context(session), progress);
                return ExperimentReport.of(
                        experiment,
                        outcomes,
                        experiment.score(groups, MethodOpening.threads(session), Scoring.origin(spec), progress));
            });
        }
    }

    private InputNormalization.Rule rule() {
        String text = normalization == null ? "global" : normalization;
        for (InputNormalization.Rule rule : InputNormalization.Rule.values()) {
            if (rule.name().toLowerCase(Locale.ROOT).equals(text)) {
                return rule;
            }
        }
        throw UserError.usage(
                "--normalization " + text + ": expected global or authors; the others belong to" + " --segmenter.");
    }

    private SegmentationExperiment experiment(Path set, Path store) throws IOException {
        List<InputRow> inputs = Rows.parse(rows.isEmpty() ? TRAINED_ROWS : rows, session);
        InputNormalization.Rule rule = rule();
        try {
            ExperimentSettings defaults = ExperimentSettings.of(network, tier, classes);
            ExperimentSettings settings = new ExperimentSettings(
                    network,
                    !plain,
                    steps == null ? defaults.length() : new Length(steps, false),
                    crop == null ? defaults.crops() : crop,
                    batchSize == null ? defaults.batchSize() : batchSize,
                    seeds,
                    learningRate == null ? defaults.learningRate() : learningRate,
                    rule,
                    classes,
                    checkpointEvery == null ? defaults.checkpointEvery() : checkpointEvery);
            return SegmentationExperiment.of(
                    settings, inputs, set, store, PairWindows.defaults(), Scoring.limits(session));
        } catch (IllegalArgumentException e) {
            throw UserError.usage(e.getMessage() + ".");
        }
    }

    private Map<String, FusionCost> costs() {
        try {
            return FusionCost.parse(fusionCosts);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--fusion-cost " + e.getMessage() + ".");
        }
    }

    /** Shows the trainings on the console. */
    private final class Listener implements ExperimentListener {
        /** A checkpoint and weights follow the last step. */
        private static final int FINISHING = 2;

        @Override
        public RunLog training(String name, int number, int count, long all) {
            session.console().info(number + " of " + count + ": " + name);
            return new ConsoleLog(session.console(), 0, all, FINISHING);
        }

        @Override
        public void message(String line) {
            session.console().info(line);
        }

        @Override
        public boolean cancelled() {
            return session.cancellation().requested();
        }
    }
}
