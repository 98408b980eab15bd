// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.train;

import io.github.psfusion.cli.console.Choices;
import io.github.psfusion.cli.console.ConfigRecord;
import io.github.psfusion.cli.console.Console;
import io.github.psfusion.cli.console.ErrorReport;
import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.SessionBackend;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.networks.BindingReport;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.training.DivergenceException;
import io.github.psfusion.training.MemoryWarning;
import io.github.psfusion.training.RunFolder;
import io.github.psfusion.training.RunLock;
import io.github.psfusion.training.RunRecords;
import io.github.psfusion.training.Trainer;
import io.github.psfusion.training.TrainingCosts;
import io.github.psfusion.training.TrainingData;
import io.github.psfusion.training.TrainingForecast;
import io.github.psfusion.training.TrainingSettings;
import io.github.psfusion.training.TrainingTask;
import io.github.psfusion.training.log.RunLog;
import io.github.psfusion.training.psfusion.PsFusionAblations;
import io.github.psfusion.training.psfusion.PsFusionLossOptions;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Trains the network. */
@Command(
        name = "train",
        header = "train PSFusion",
        customSynopsis = "psfusion train --data DIR [OPTIONS]",
        description = {
            "%nTrain PSFusion on pairs, with segmentation labels where there are any.%n",
            "Examples:",
            "  psfusion train --data MSRS -o runs/msrs",
            "  psfusion train --data synthetic --steps 200      a trial without any data",
            "  psfusion train --resume runs/msrs"
        },
        footer = {
            "%nThe run folder holds run.yaml (all settings), log.jsonl, losses.csv,",
            "validation.csv, losses.png, previews/, checkpoints/, best.safetensors and at",
            "the end final.safetensors. Its path is the last line printed.%n",
            "Common options: psfusion --help."
        })
public final class TrainCommand implements Callable<Integer> {
    /** Options on where and how often to run, not on what to compute. */
    private static final Set<String> NOT_RECORDED = Set.of("--output", "--resume", "--dry-run");

    /** A step, a validation and a checkpoint, on a busy machine. */
    private static final Duration CHECKPOINT_TIME = Duration.ofMinutes(5);

    private final Session session;

    @Spec
    private CommandSpec spec;

    @ArgGroup(validate = false, heading = "%nData:%n")
    private DataOptions data = new DataOptions();

    @ArgGroup(validate = false, heading = "%nSchedule:%n")
    private ScheduleOptions schedule = new ScheduleOptions();

    @ArgGroup(validate = false, heading = "%nLoss:%n")
    private LossOptions lossOptions = new LossOptions();

    @ArgGroup(validate = false, heading = "%nRun:%n")
    private RunOptions run = new RunOptions();

    /** Makes the command. */
    public TrainCommand(Session session) {
        this.session = session;
        spec = CommandSpec.create(); // replaced by picocli
    }

    @Override
    public Integer call() throws IOException {
        Set<RunOptions.LogKind> logs = Choices.of(RunOptions.LogKind.class).convertList("--log", run.log);
        run.checkFolder();
        PsFusionLossOptions loss = lossOptions.of(schedule.stage);
        TrainingSettings settings = settings();
        TrainingData pairs = data.open(schedule.seed, session);
        List<Double> classWeights = schedule.classWeights.of(pairs, data.classes, session.cancellation()::check);
        session.cancellation().cooperate();
        try (Backend backend = SessionBackend.open(session);
                TrainingTask<?> task = schedule.stage.task(data.classes, loss.withClassWeights(classWeights));
                Trainer<?> trainer =
                        new Trainer<>(backend, settings.withPrecision(schedule.precision.on(backend)), task, pairs)) {
            if (!lossOptions.without.equals(PsFusionAblations.NONE)) {
                session.console().info("without " + lossOptions.without + lossOptions.without.leftOut(schedule.stage));
            }
            MemoryWarning.of(settings.data(), task.expectedBytes(settings.data()))
                    .ifPresent(session.console()::warn);
            return run.dryRun ? dryRun(trainer, pairs) : train(trainer, pairs, logs);
        } catch (DivergenceException e) {
            session.console().fail(ErrorReport.message(e));
            return ExitCode.PARTLY;
        }
    }

    private TrainingSettings settings() {
        try {
            schedule.stage.check(data.settings());
            schedule.classWeights.check(data.classes);
            return new TrainingSettings(
                    data.settings(), schedule.settings(), run.settings(), DataType.FLOAT32, schedule.seed);
        } catch (IllegalArgumentException e) {
            throw UserError.usage(e.getMessage() + ".");
        }
    }

    private void begin(Trainer<?> trainer) throws IOException {
        if (schedule.pretrained != null) {
            try (WeightFile pretrained = WeightFiles.open(schedule.pretrained)) {
                BindingReport fit = trainer.startFrom(pretrained);
                session.console().info("from " + schedule.pretrained + ": " + fit.describe());
            }
        } else {
            trainer.start();
            session.console()
                    .warn("training starts from random weights. To start from existing weights, pass --pretrained FILE,"
                            + " such as models/psfusion.safetensors.");
        }
    }

    /** Continues from the newest sound checkpoint; a run that ended before its first one starts anew. */
    private void resume(Trainer<?> trainer, RunFolder folder) throws IOException {
        Optional<Path> checkpoint = trainer.resume(folder.checkpoints(), session.console()::warn);
        if (checkpoint.isPresent()) {
            session.console().info("continues from " + checkpoint.get());
        } else {
            session.console().warn(folder.path() + " has no checkpoint yet: its training starts anew.");
            begin(trainer);
        }
    }

    private Integer dryRun(Trainer<?> trainer, TrainingData pairs) throws IOException, DivergenceException {
        session.console().info("reading all images once.");
        pairs.readAll(session.cancellation()::check);
        if (run.resume == null) {
            begin(trainer);
        } else {
            resume(trainer, new RunFolder(run.resume));
        }
        if (trainer.stepsDone() >= trainer.steps()) {
            throw UserError.usage("all steps of this training are done (" + trainer.steps()
                    + "); there is none to measure." + " Leave --dry-run out, or give more steps with --steps.");
        }
        TrainingForecast forecast = TrainingForecast.of(trainer, session.console()::info);
        TrainingCosts costs = trainer.tryOut(run.place());
        session.console().result(forecast.steps() + "; " + forecast.text(costs), forecast.values(costs));
        return ExitCode.OK;
    }

    private Integer train(Trainer<?> trainer, TrainingData pairs, Set<RunOptions.LogKind> logs)
            throws IOException, DivergenceException {
        if (run.resume == null) {
            begin(trainer);
        }
        RunFolder folder = run.folder();
        try (RunLock lock = RunOptions.lock(folder)) {
            run.checkFolder(); // again: until now another training may have begun there
            List<Path> swept = folder.sweep();
            if (!swept.isEmpty()) {
                session.console()
                        .info("removed what an interrupted training left half-written: "
                                + swept.stream().map(Path::toString).collect(Collectors.joining(", ")));
            }
            if (run.resume != null) {
                resume(trainer, folder);
            } else if (folder.state() != RunFolder.State.FREE) {
                session.console()
                        .warn(folder.path()
                                + " holds a training that ended before its first checkpoint; it is replaced.");
            }
            return train(trainer, folder, pairs, logs);
        }
    }

    private Integer train(Trainer<?> trainer, RunFolder folder, TrainingData pairs, Set<RunOptions.LogKind> logs)
            throws IOException, DivergenceException {
        Console console = session.console();
        if (pairs.validation().isEmpty()) {
            console.info("there are no pairs for validation: no best.safetensors and no previews. Name some with"
                    + " --validation.");
        }
        if (run.patience > 0 && pairs.validation().isEmpty()) {
            throw UserError.usage("--patience counts validations. Name pairs for them with --validation.");
        }
        if (schedule.pretrained != null) {
            for (Path written : List.of(folder.bestWeights(), folder.finalWeights())) {
                Outputs.refuseInput(written, List.of(schedule.pretrained));
            }
        }
        ConfigRecord.write(folder.settings(), spec, NOT_RECORDED, Map.of("--data", data.recorded()));
        TrainingForecast forecast = TrainingForecast.of(trainer, console::info);
        console.info(forecast.steps() + ".");
        session.cancellation().allow(CHECKPOINT_TIME);
        RunLog log = open(folder, logs, trainer, forecast);
        Trainer.Outcome outcome;
        try {
            outcome = trainer.run(folder, log, session.cancellation()::requested);
        } finally {
            close(log);
        }
        if (outcome == Trainer.Outcome.STOPPED) {
            console.info("stopped after step " + trainer.stepsDone() + " of " + trainer.steps()
                    + " with a checkpoint. Continue with: psfusion train --resume " + folder.path());
        }
        if (outcome == Trainer.Outcome.EARLY) {
            console.info("ended early after step " + trainer.stepsDone() + " of " + trainer.steps()
                    + ": no lower validation loss in " + run.patience + " validations in a row. The best weights are "
                    + folder.bestWeights() + ".");
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("folder", folder.path().toString());
        json.put("steps", trainer.stepsDone());
        json.put("complete", outcome == Trainer.Outcome.COMPLETE);
        json.put("endedEarly", outcome == Trainer.Outcome.EARLY);
        console.outcome(folder.path().toString(), json);
        return session.cancellation().requested() ? session.cancellation().status() : ExitCode.OK;
    }

    /** The weights are written by now; records that cannot be completed do not change how the training ended. */
    private void close(RunLog log) {
        try {
            log.close();
        } catch (IOException e) {
            session.console().warn("the records of the training are not complete: " + ErrorReport.message(e));
        }
    }

    private RunLog open(
            RunFolder folder, Set<RunOptions.LogKind> kinds, Trainer<?> trainer, TrainingForecast forecast) {
        List<RunLog> logs = new ArrayList<>();
        List<RunRecords.Kind> records = Stream.of(RunRecords.Kind.values())
                .filter(kind -> kinds.contains(RunOptions.LogKind.valueOf(kind.name())))
                .toList();
        Outputs.write(
                folder.losses(),
                () -> logs.add(RunRecords.open(folder, records, trainer.stepsDone(), Clock.systemUTC())));
        if (kinds.contains(RunOptions.LogKind.CONSOLE)) {
            logs.add(new ConsoleLog(session.console(), trainer.stepsDone(), trainer.steps(), trainer.finishingWork()));
        }
        logs.add(forecast);
        return RunLog.all(logs);
    }
}
