// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.imaging.fingerprint.PairFingerprint;
import io.github.psfusion.imaging.fingerprint.TrainingPairs;
import io.github.psfusion.networks.BindingReport;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.StateDictLoader;
import io.github.psfusion.networks.inference.NetworkWeights;
import io.github.psfusion.platform.AtomicFile;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.training.log.RunLog;
import io.github.psfusion.training.log.StepResult;
import io.github.psfusion.training.log.ValidationResult;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Trains a network: next batch, step, log; periodically a checkpoint, a validation and a preview.
 *
 * <p>A run that was killed at any moment and resumed from its last checkpoint continues as if it had not stopped. For use by
 * one thread; close it at the end, before the task.
 *
 * @param <O> the outputs of the network
 */
public final class Trainer<O> implements AutoCloseable {
    /** The first step prepares kernels and memory; the second one is measured. */
    private static final int TRIAL_STEPS = 2;

    private final Backend backend;
    private final TrainingSettings settings;
    private final TrainingTask<O> task;
    private final Parameters parameters;
    private final Dataset dataset;
    private final BatchSampler sampler;
    private final long steps;
    private final LearningRateSchedule rates;
    private final TrainingProvenance metadata;
    private final @Nullable Validation<O> validation;
    private @Nullable Optimizer optimizer;
    /** Of the weights before this run, and those of its steps. */
    private TrainingPairs earlierPairs = TrainingPairs.of(Set.of(), true);
    private final Set<PairFingerprint> pairs = new HashSet<>();
    private Checkpoint done = new Checkpoint(0, 0, Double.POSITIVE_INFINITY);
    private boolean tried;

    /** How a run ended. */
    public enum Outcome {
        /** All steps are done. */
        COMPLETE,
        /** The caller asked to stop; a checkpoint was written. */
        STOPPED
    }

    /**
     * Prepares a training; nothing is computed or written yet.
     *
     * @param task network and loss; not closed by the trainer
     * @param data training pairs, and held-out pairs for validation
     */
    public Trainer(Backend backend, TrainingSettings settings, TrainingTask<O> task, TrainingData data) {
        this.backend = backend;
        this.settings = settings;
        this.task = task;
        parameters = task.network().parameters();
        dataset = data.training();
        sampler = new BatchSampler(dataset.size(), settings.data().batchSize(), settings.seed());
        steps = settings.schedule().length().steps(stepsPerEpoch());
        rates = settings.schedule().rates(steps);
        metadata = new TrainingProvenance(settings, task, dataset.identity(), backend.description());
        validation = data.validation()
                .map(heldOut ->
                        new Validation<>(backend, task, heldOut, settings.run().validationPairs()))
                .orElse(null);
    }

    private long stepsPerEpoch() {
        long accumulation = settings.data().gradAccumulation();
        return (sampler.batchesPerEpoch() + accumulation - 1) / accumulation;
    }

    /** Returns the number of steps of the whole training. */
    public long steps() {
        return steps;
    }

    /** Returns the number of steps done. */
    public long stepsDone() {
        return done.step();
    }

    /** Starts from random weights. */
    public void start() {
        parameters.initialize(backend, settings.seed());
        begin();
    }

    /**
     * Starts from the weights of a file that fit, and random ones where it has none.
     *
     * @return what fitted
     * @throws IOException if the file cannot be read or nothing in it fits
     */
    public BindingReport startFrom(WeightFile pretrained) throws IOException {
        TrainingPairs ofPretrained = NetworkWeights.trainingPairs(pretrained);
        BindingReport report = StateDictLoader.loadMatching(parameters, pretrained, backend);
        start();
        earlierPairs = ofPretrained;
        return report;
    }

    /**
     * Continues from a checkpoint of the same settings.
     *
     * @throws IOException if it cannot be read, is damaged, or is of another network or optimizer
     */
    public void resume(Path checkpoint) throws IOException {
        try (WeightFile file = WeightFiles.open(checkpoint)) {
            Checkpoint saved = Checkpoint.progress(file);
            TrainingPairs savedPairs = NetworkWeights.trainingPairs(file);
            StateDictLoader.load(parameters, file, backend);
            begin();
            Checkpoint.restoreOptimizer(file, backend, optimizer());
            done = saved;
            earlierPairs = savedPairs;
        }
    }

    private void begin() {
        parameters.requireGradients();
        List<NamedTensor> trained = parameters.trained().stream()
                .map(parameter -> new NamedTensor(parameter.name(), parameter.value()))
                .toList();
        ScheduleSettings schedule = settings.schedule();
        optimizer = switch (schedule.optimizer()) {
            case SGD -> new Sgd(backend, trained, new SgdOptions(schedule.momentum(), schedule.weightDecay()));
            case ADAMW -> new AdamW(backend, trained, AdamWOptions.withWeightDecay(schedule.weightDecay()));
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
     * Does the next two steps, or what is left of the training, and saves nothing, to measure the cost of a step. The weights
     * have changed then without a record: the trainer can only be closed.
     *
     * @return the cost of the last step
     * @throws IllegalStateException if all steps are done
     * @throws IOException if an image cannot be read
     * @throws DivergenceException if the loss or its gradient is not finite
     */
    public StepEstimate tryOut() throws IOException, DivergenceException {
        if (done.step() >= steps) {
            throw new IllegalStateException("all " + steps + " steps are done; there is none to measure");
        }
        tried = true;
        TrainingStep<O> step = new TrainingStep<>(backend, task, optimizer(), settings.precision());
        double seconds = 0;
        try (BatchLoader loader = loader()) {
            long last = Math.min(done.step() + TRIAL_STEPS, steps);
            while (done.step() < last) {
                seconds = next(step, loader).seconds();
            }
        }
        return StepEstimate.after(seconds);
    }

    /**
     * Trains until all steps are done or the caller asks to stop.
     *
     * @param folder receives checkpoints, weights and previews; made if need be
     * @param log receives all events
     * @param stopRequested is asked between steps
     * @throws IOException if an image cannot be read or a result not be written
     * @throws DivergenceException if the loss or its gradient is not finite
     */
    public Outcome run(RunFolder folder, RunLog log, BooleanSupplier stopRequested)
            throws IOException, DivergenceException {
        if (tried) {
            throw new IllegalStateException("the trainer has been tried out; make a new one to train");
        }
        AtomicFile.makeFolder(folder.path());
        TrainingStep<O> step = new TrainingStep<>(backend, task, optimizer(), settings.precision());
        try (BatchLoader loader = loader()) {
            while (done.step() < steps) {
                if (stopRequested.getAsBoolean()) {
                    saveCheckpoint(folder, log);
                    return Outcome.STOPPED;
                }
                log.step(next(step, loader));
                afterStep(folder, log);
            }
        }
        saveCheckpoint(folder, log);
        writeWeights(folder.finalWeights(), log);
        return Outcome.COMPLETE;
    }

    private BatchLoader loader() {
        return new BatchLoader(
                dataset, sampler, settings.data(), done.step() * settings.data().gradAccumulation());
    }

    /** Does one step and counts it. */
    private StepResult next(TrainingStep<O> step, BatchLoader loader) throws IOException, DivergenceException {
        long start = System.nanoTime();
        List<ImageBatch> batches = new ArrayList<>();
        for (int i = 0; i < settings.data().gradAccumulation(); i++) {
            batches.add(loader.next());
        }
        double rate = rates.rate(done.step());
        TrainingStep.Values values = step.apply(done.step() + 1, batches, rate);
        double seconds = (System.nanoTime() - start) * 1e-9;
        rememberPairs();
        done = new Checkpoint(done.step() + 1, done.seconds() + seconds, done.bestTotal());
        return new StepResult(done.step(), values.total(), values.terms(), values.gradientNorm(), rate, seconds);
    }

    /** Adds the pairs of the step, whose batches the sampler knows by their numbers: what the loader read ahead does not count. */
    private void rememberPairs() {
        long first = done.step() * settings.data().gradAccumulation();
        for (int i = 0; i < settings.data().gradAccumulation(); i++) {
            for (int member : sampler.members(first + i)) {
                dataset.fingerprint(member).ifPresent(pairs::add);
            }
        }
    }

    private Map<String, String> weightsMetadata() {
        return metadata.after(done, earlierPairs.and(TrainingPairs.of(pairs, true)));
    }

    private void afterStep(RunFolder folder, RunLog log) throws IOException {
        RunSettings run = settings.run();
        Validation<O> heldOut = validation;
        if (heldOut != null && (isDue(run.validateEvery()) || done.step() == steps)) {
            ValidationResult result = heldOut.run(done.step());
            log.validated(result);
            if (result.total() < done.bestTotal()) {
                done = new Checkpoint(done.step(), done.seconds(), result.total());
                writeWeights(folder.bestWeights(), log);
            }
        }
        if (heldOut != null && (isDue(run.previewEvery()) || done.step() == steps)) {
            Optional<Path> preview = PreviewSheet.write(heldOut, task, folder.previews(), done.step());
            if (preview.isPresent()) {
                log.saved(preview.get());
            }
        }
        if (isDue(run.checkpointEvery()) && done.step() < steps) {
            saveCheckpoint(folder, log);
        }
    }

    private boolean isDue(long every) {
        return every > 0 && done.step() % every == 0;
    }

    private void saveCheckpoint(RunFolder folder, RunLog log) throws IOException {
        CheckpointFolder checkpoints = folder.checkpoints();
        Path file = checkpoints.fileFor(done.step());
        done.write(file, backend, parameters, optimizer(), weightsMetadata());
        checkpoints.keep(settings.run().keep());
        log.saved(file);
    }

    private void writeWeights(Path file, RunLog log) throws IOException {
        SafetensorsWriter.write(file, weightsMetadata(), StateDictLoader.toWrite(parameters, DataType.FLOAT32));
        log.saved(file);
    }

    /** Frees the state of the optimizer. */
    @Override
    public void close() {
        if (optimizer != null) {
            optimizer.close();
        }
    }
}
