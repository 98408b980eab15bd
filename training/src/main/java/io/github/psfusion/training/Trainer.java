// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.networks.BindingReport;
import io.github.psfusion.networks.StateDictLoader;
import io.github.psfusion.networks.psfusion.PsFusionNetwork;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.training.log.RunLog;
import io.github.psfusion.training.losses.PsFusionLoss;
import io.github.psfusion.training.optimizer.AdamW;
import io.github.psfusion.training.optimizer.AdamWOptions;
import io.github.psfusion.training.optimizer.NamedTensor;
import io.github.psfusion.training.optimizer.Optimizer;
import io.github.psfusion.training.optimizer.Sgd;
import io.github.psfusion.training.optimizer.SgdOptions;
import io.github.psfusion.training.schedule.LearningRateSchedule;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Trains PSFusion: next batch, step, log; now and then a checkpoint, a validation, a preview.
 *
 * <p>The run folder receives {@code checkpoints/}, {@code best.safetensors} (the weights of the lowest validation objective)
 * and, at the end, {@code final.safetensors}. A run that was killed at any moment and resumed from its last checkpoint goes on
 * as if it had not stopped. One thread; close it at the end.
 */
public final class Trainer implements AutoCloseable {
    private final Backend backend;
    private final TrainingSettings settings;
    private final Dataset source;
    private final Path runFolder;
    private final RunLog log;
    private final BatchSampler plan;
    private final long steps;
    private final LearningRateSchedule rates;
    private final PsFusionNetwork network;
    private final PsFusionLoss objective;
    private final TrainingProvenance provenance;
    private final CheckpointFolder checkpoints;
    private @Nullable Optimizer optimizer;
    private @Nullable Validation validation;
    private Checkpoint done = new Checkpoint(0, 0, Double.POSITIVE_INFINITY);

    /** How a run ended. */
    public enum Outcome {
        /** All steps are done. */
        COMPLETE,
        /** Somebody asked to stop; a checkpoint was written. */
        STOPPED
    }

    /**
     * Prepares a training; nothing is written yet.
     *
     * @param source the training pairs, at least 2
     * @param runFolder where results go
     * @param log is told of everything
     */
    public Trainer(Backend backend, TrainingSettings settings, Dataset source, Path runFolder, RunLog log) {
        this.backend = backend;
        this.settings = settings;
        this.source = source;
        this.runFolder = runFolder;
        this.log = log;
        plan = new BatchSampler(source.size(), settings.data().batchSize(), settings.seed());
        steps = settings.schedule().length().steps(stepsPerEpoch());
        rates = settings.schedule().rates(steps);
        network = new PsFusionNetwork(settings.data().classes());
        objective = new PsFusionLoss(settings.objective());
        provenance = new TrainingProvenance(settings, source.identity(), backend.description());
        checkpoints = new CheckpointFolder(runFolder.resolve("checkpoints"));
    }

    private long stepsPerEpoch() {
        long accumulate = settings.data().accumulate();
        return (plan.batchesPerEpoch() + accumulate - 1) / accumulate;
    }

    /** Returns the number of steps of the whole training. */
    public long steps() {
        return steps;
    }

    /** Returns the number of steps done. */
    public long stepsDone() {
        return done.step();
    }

    /** Returns the weights of the objective's terms, by name. */
    public Map<String, Double> objectiveWeights() {
        return objective.weights();
    }

    /** Starts from random weights. */
    public void start() {
        network.parameters().initialize(backend, settings.seed());
        begin();
    }

    /**
     * Starts from the weights of a file that fit, and random ones where it has none.
     *
     * @return what fitted
     * @throws IOException if the file cannot be read or nothing in it fits
     */
    public BindingReport startFrom(WeightFile initial) throws IOException {
        BindingReport report = StateDictLoader.loadMatching(network.parameters(), initial, backend);
        network.parameters().initialize(backend, settings.seed());
        begin();
        return report;
    }

    /**
     * Goes on from a checkpoint of the same settings.
     *
     * @throws IOException if it cannot be read, is damaged, or is of another network or optimizer
     */
    public void resume(Path checkpoint) throws IOException {
        try (WeightFile file = WeightFiles.open(checkpoint)) {
            Checkpoint saved = Checkpoint.numbers(file);
            StateDictLoader.load(network.parameters(), file, backend);
            begin();
            Checkpoint.restoreOptimizer(file, backend, optimizer());
            done = saved;
        }
    }

    /** Validates on these held-out pairs, as often as the settings say. */
    public void validateOn(Dataset heldOut) {
        validation = new Validation(
                backend, network, objective, heldOut, settings.run().validationPairs());
    }

    private void begin() {
        network.parameters().requireGradients();
        List<NamedTensor> parameters = network.parameters().trained().stream()
                .map(parameter -> new NamedTensor(parameter.name(), parameter.value()))
                .toList();
        ScheduleSettings schedule = settings.schedule();
        optimizer = switch (schedule.optimizer()) {
            case SGD -> new Sgd(backend, parameters, new SgdOptions(schedule.momentum(), schedule.weightDecay()));
            case ADAMW -> new AdamW(backend, parameters, AdamWOptions.withWeightDecay(schedule.weightDecay()));
        };
    }

    private Optimizer optimizer() {
        Optimizer present = optimizer;
        if (present == null) {
            throw new IllegalStateException("start or resume the training first");
        }
        return present;
    }

    /**
     * Trains until all steps are done or somebody asks to stop.
     *
     * @param stopRequested is asked between steps
     * @throws IOException if an image cannot be read or a result not be written
     * @throws DivergenceException if the objective or its gradient is no number any more
     */
    public Outcome run(BooleanSupplier stopRequested) throws IOException, DivergenceException {
        TrainingStep step = new TrainingStep(backend, network, objective, optimizer(), settings.precision());
        int accumulate = settings.data().accumulate();
        try (BatchLoader loader = new BatchLoader(source, plan, settings.data(), done.step() * accumulate)) {
            while (done.step() < steps) {
                if (stopRequested.getAsBoolean()) {
                    saveCheckpoint();
                    return Outcome.STOPPED;
                }
                long start = System.nanoTime();
                List<ImageBatch> batches = new ArrayList<>();
                for (int i = 0; i < accumulate; i++) {
                    batches.add(loader.next());
                }
                double rate = rates.rate(done.step());
                TrainingStep.Values values = step.apply(done.step() + 1, batches, rate);
                double seconds = (System.nanoTime() - start) * 1e-9;
                done = new Checkpoint(done.step() + 1, done.seconds() + seconds, done.bestTotal());
                log.step(new StepResult(
                        done.step(), values.total(), values.terms(), values.gradientNorm(), rate, seconds));
                afterStep();
            }
        }
        saveCheckpoint();
        Path file = runFolder.resolve("final.safetensors");
        writeWeights(file);
        log.saved(file);
        return Outcome.COMPLETE;
    }

    /** Does a step that no log hears of, at a rate too small to spoil anything; for measuring. */
    void tryStep(List<ImageBatch> batches) throws DivergenceException {
        var unused = new TrainingStep(backend, network, objective, optimizer(), settings.precision())
                .apply(1, batches, Double.MIN_NORMAL);
    }

    private void afterStep() throws IOException {
        RunSettings run = settings.run();
        if (validation != null && (due(run.validateEvery()) || done.step() == steps)) {
            ValidationResult result = validation.run(done.step());
            log.validated(result);
            if (result.total() < done.bestTotal()) {
                done = new Checkpoint(done.step(), done.seconds(), result.total());
                Path best = runFolder.resolve("best.safetensors");
                writeWeights(best);
                log.saved(best);
            }
        }
        if (validation != null && (due(run.previewEvery()) || done.step() == steps)) {
            log.saved(PreviewSheet.write(validation, runFolder.resolve("previews"), done.step()));
        }
        if (due(run.checkpointEvery()) && done.step() < steps) {
            saveCheckpoint();
        }
    }

    private boolean due(long every) {
        return every > 0 && done.step() % every == 0;
    }

    private void saveCheckpoint() throws IOException {
        Path file = checkpoints.fileFor(done.step());
        done.write(file, backend, network, optimizer(), provenance.metadata(done));
        checkpoints.keep(settings.run().keep());
        log.saved(file);
    }

    private void writeWeights(Path file) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>(provenance.metadata(done));
        SafetensorsWriter.write(file, metadata, StateDictLoader.toWrite(network.parameters(), DataType.FLOAT32));
    }

    @Override
    public void close() {
        if (optimizer != null) {
            optimizer.close();
        }
        network.close();
    }
}
