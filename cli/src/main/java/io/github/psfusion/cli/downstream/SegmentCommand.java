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
import io.github.psfusion.downstream.FusionCost;
import io.github.psfusion.downstream.InputNormalization;
import io.github.psfusion.downstream.InputRow;
import io.github.psfusion.downstream.SegmentationExperiment;
import io.github.psfusion.downstream.Tier;
import io.github.psfusion.downstream.networks.SegmenterKind;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.training.CropRange;
import io.github.psfusion.training.DivergenceException;
import io.github.psfusion.training.ScheduleSettings.Length;
import io.github.psfusion.training.log.RunLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a segmenter on each input and compares them. */
@Command(
        name = "segment",
        header = "train a segmenter on each input, compare",
        customSynopsis = "psfusion downstream segment --data DIR --rows LIST -o DIR [OPTIONS]",
        description = {
            "Train the same segmenter on each input with several seeds, score the held-out pairs, compare with"
                    + " intervals. A row and seed is stored; the same command continues what was interrupted.%n",
            "Examples:",
            "  psfusion downstream segment --data MSRS --tier smoke -o trial",
            "  psfusion downstream segment --data MSRS --rows visible,fused=out -o results%n"
        },
        footer = {
            "%nOptions that change what is trained need a folder of their own. Class maps: DIR/runs/ROW/seed-N/predictions.",
            "Common options: psfusion --help."
        })
final class SegmentCommand implements Callable<Integer> {
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
                    + " NAME=DIR (fused images) (default visible,infrared,average,concat,features)")
    private List<String> rows = List.of("visible", "infrared", "average", "concat", "features");

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
            description = "deviation of the training images: global (default), authors (mean of their deviations)")
    private InputNormalization.Rule normalization = InputNormalization.Rule.GLOBAL;

    @Option(names = "--steps", paramLabel = "N", description = "steps of each training, in place of the tier's length")
    private @Nullable Long steps;

    @Option(names = "--crop", paramLabel = "WxH", description = "crops, in place of the tier's; multiples of 32")
    private @Nullable CropRange crop;

    @Option(names = "--batch-size", paramLabel = "N", description = "pairs per batch, in place of the tier's")
    private @Nullable Integer batchSize;

    @Option(names = "--learning-rate", paramLabel = "R", description = "peak, the same for all rows (default 0.001)")
    private @Nullable Double learningRate;

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

    SegmentCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (data == null || folder == null) {
            throw UserError.usage("missing: " + (data == null ? "--data DIR." : "-o DIR, where trainings are stored."));
        }
        SegmentationExperiment experiment = experiment(data, folder);
        Map<String, FusionCost> costs = costs();
        session.cancellation().cooperate();
        List<SegmentationExperiment.RowOutcome> outcomes;
        try (Backend backend = SessionBackend.open(session)) {
            outcomes = experiment.train(backend, new Listener());
        } catch (DivergenceException e) {
            session.console().fail(ErrorReport.message(e));
            return ExitCode.PARTLY;
        }
        return TaskScoring.run(
                session,
                Optional.of(folder),
                progress -> new ExperimentReport(
                        experiment,
                        outcomes,
                        experiment.score(groups, MethodOpening.threads(session), Scoring.origin(spec), progress),
                        costs,
                        labelsSeen));
    }

    private SegmentationExperiment experiment(Path set, Path store) throws IOException {
        try {
            List<InputRow> inputs = InputRow.parse(rows);
            ExperimentSettings defaults = ExperimentSettings.of(network, tier, classes);
            ExperimentSettings settings = new ExperimentSettings(
                    network,
                    !plain,
                    steps == null ? defaults.length() : new Length(steps, false),
                    crop == null ? defaults.crops() : crop,
                    batchSize == null ? defaults.batchSize() : batchSize,
                    seeds,
                    learningRate == null ? defaults.learningRate() : learningRate,
                    normalization,
                    classes,
                    defaults.checkpointEvery());
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
