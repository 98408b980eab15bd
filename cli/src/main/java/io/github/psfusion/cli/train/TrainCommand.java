// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.train;

import io.github.psfusion.cli.console.Choices;
import io.github.psfusion.cli.console.Console;
import io.github.psfusion.cli.console.ErrorReport;
import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.SessionBackend;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.networks.BindingReport;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.training.CheckpointFolder;
import io.github.psfusion.training.DivergenceException;
import io.github.psfusion.training.StepEstimate;
import io.github.psfusion.training.Trainer;
import io.github.psfusion.training.TrainingSettings;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
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
            "losses.png, previews/, checkpoints/, best.safetensors and at the end",
            "final.safetensors. Its path is the last line printed.%n",
            "Common options: psfusion --help."
        })
public final class TrainCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private CommandSpec spec;

    @ArgGroup(validate = false, heading = "%nData:%n")
    private DataOptions data = new DataOptions();

    @ArgGroup(validate = false, heading = "%nSchedule:%n")
    private ScheduleOptions schedule = new ScheduleOptions();

    @ArgGroup(validate = false, heading = "%nRun:%n")
    private RunOptions run = new RunOptions();

    /** Makes the verb. */
    public TrainCommand(Session session) {
        this.session = session;
        spec = CommandSpec.create(); // replaced by picocli
    }

    @Override
    public Integer call() throws IOException {
        Set<RunOptions.LogKind> logs = Choices.of(RunOptions.LogKind.class).convertList("--log", run.log);
        RunFolder.requireOne(run);
        if (data.data == null) {
            throw UserError.usage("missing: --data DIR, or --data synthetic for a trial without any data.");
        }
        TrainingSettings inSinglePrecision = settings(DataType.FLOAT32);
        TrainingData pairs = TrainingData.of(data, schedule.seed, session);
        session.cancellation().cooperate();
        try (Backend backend = SessionBackend.open(session)) {
            TrainingSettings settings = switch (schedule.precision) {
                case FLOAT32 -> inSinglePrecision;
                case BFLOAT16 -> settings(DataType.BFLOAT16);
                case AUTO -> settings(backend.fastestFloat());
            };
            MemoryNeed.check(settings.data(), session.console());
            StepEstimate estimate = StepEstimate.measure(backend, settings);
            if (run.dryRun) {
                return dryRun(backend, settings, pairs, estimate);
            }
            return train(backend, settings, pairs, estimate, logs);
        } catch (DivergenceException e) {
            session.console().fail(ErrorReport.message(e));
            return ExitCode.PARTLY;
        }
    }

    private TrainingSettings settings(DataType precision) {
        try {
            return new TrainingSettings(
                    data.settings(),
                    schedule.settings(),
                    schedule.objective(),
                    run.settings(),
                    precision,
                    schedule.seed);
        } catch (IllegalArgumentException e) {
            throw UserError.usage(e.getMessage() + ".");
        }
    }

    private Integer dryRun(Backend backend, TrainingSettings settings, TrainingData pairs, StepEstimate estimate)
            throws IOException {
        try (RunRecords silent = new RunRecords(Path.of("unused"), Set.of(), session.console());
                Trainer trainer = new Trainer(backend, settings, pairs.training(), Path.of("unused"), silent)) {
            Announcement announcement = new Announcement(trainer.steps(), 0, estimate);
            session.console().result(announcement.text(), announcement.asJson());
        }
        return ExitCode.OK;
    }

    private Integer train(
            Backend backend,
            TrainingSettings settings,
            TrainingData pairs,
            StepEstimate estimate,
            Set<RunOptions.LogKind> logs)
            throws IOException, DivergenceException {
        Console console = session.console();
        RunFolder folder = RunFolder.of(run);
        try (RunRecords records = new RunRecords(folder.path(), logs, console);
                Trainer trainer = new Trainer(backend, settings, pairs.training(), folder.path(), records)) {
            begin(trainer, folder);
            pairs.validation()
                    .ifPresentOrElse(
                            trainer::validateOn,
                            () -> console.info("there are no pairs for validation:"
                                    + " no best.safetensors and no previews. Name some with --validation."));
            folder.record(spec);
            records.open(trainer.stepsDone(), trainer.steps());
            console.info(new Announcement(trainer.steps(), trainer.stepsDone(), estimate).text());
            Trainer.Outcome outcome = trainer.run(session.cancellation()::requested);
            if (outcome == Trainer.Outcome.STOPPED) {
                console.info("stopped after step " + trainer.stepsDone() + " of " + trainer.steps()
                        + " with a checkpoint. Go on with: psfusion train --resume " + folder.path());
            }
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("folder", folder.path().toString());
            json.put("steps", trainer.stepsDone());
            json.put("complete", outcome == Trainer.Outcome.COMPLETE);
            console.outcome(folder.path().toString(), json);
        }
        return session.cancellation().requested() ? session.cancellation().status() : ExitCode.OK;
    }

    private void begin(Trainer trainer, RunFolder folder) throws IOException {
        if (run.resume != null) {
            trainer.resume(new CheckpointFolder(folder.path().resolve("checkpoints")).latest());
        } else if (schedule.initial != null) {
            try (WeightFile initial = WeightFiles.open(schedule.initial)) {
                BindingReport fit = trainer.startFrom(initial);
                session.console().info("from " + schedule.initial + ": " + fit.describe());
            }
        } else {
            trainer.start();
            session.console()
                    .warn(
                            "training begins with random weights. Weights that fit in part are a better start: --initial.");
        }
    }
}
